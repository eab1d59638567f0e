/**
 * From pixel data to numbers. {@link io.github.veilgrid.dicom.pixel.FrameStore} finds the bytes of a frame, native or in
 * fragments, and has them decoded by transfer syntax: RLE (PS3.5 annex G), JPEG (ITU-T T.81), JPEG-LS (ITU-T T.87),
 * JPEG 2000 (ISO/IEC 15444-1). {@link io.github.veilgrid.dicom.pixel.PixelFormat} masks, signs and rescales. Decoders
 * are checked pixel by pixel against other decoders over real images.
 */
package io.github.veilgrid.dicom.pixel;
