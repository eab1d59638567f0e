/**
 * The toolkit that is always there: parses Part 10 files and bare data sets in implicit and explicit little endian,
 * explicit big endian and deflated encoding, and writes little endian ones. Every length is checked against what
 * encloses it before anything is allocated (DICOM PS3.5, PS3.10).
 */
package io.github.veilgrid.dicom.builtin;
