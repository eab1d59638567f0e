/**
 * A result beside the same resampling in the clear: every voxel compared, three planes through the middle, a histogram
 * of the differences. For the owner's eyes: differences are decrypted data.
 */
package io.github.veilgrid.app.compare;
