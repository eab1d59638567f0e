package io.github.veilgrid.cli;

import io.github.veilgrid.app.SeriesForm;
import io.github.veilgrid.dicom.Encoding;
import io.github.veilgrid.dicom.Layout;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a derived DICOM series is written: what {@code run}, {@code decrypt} and {@code convert} share. */
final class SeriesFormOptions {

    @Option(names = "--layout", paramLabel = "HOW", converter = LayoutName.class,
            description = "DICOM: classic (default), one file per slice; or enhanced, all slices of a volume in one multi-frame "
                    + "(Legacy Converted Enhanced) object.")
    private Layout layout;

    @Option(names = "--encoding", paramLabel = "HOW", converter = EncodingName.class,
            description = "DICOM: explicit (default), Explicit VR Little Endian; rle, RLE Lossless; or deflated.")
    private Encoding encoding;

    SeriesForm form() {
        return new SeriesForm(Optional.ofNullable(layout), Optional.ofNullable(encoding), false, Optional.empty());
    }

    /** The words of users for layouts. */
    private static final class LayoutName implements ITypeConverter<Layout> {
        @Override
        public Layout convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "classic" -> Layout.CLASSIC;
                case "enhanced" -> Layout.MULTI_FRAME;
                default -> throw new IllegalArgumentException("it is classic or enhanced, not '" + word + "'");
            };
        }
    }

    /** The words of users for encodings. */
    private static final class EncodingName implements ITypeConverter<Encoding> {
        @Override
        public Encoding convert(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "explicit" -> Encoding.PLAIN;
                case "rle" -> Encoding.RLE;
                case "deflated" -> Encoding.DEFLATED;
                default -> throw new IllegalArgumentException("it is explicit, rle or deflated, not '" + word + "'");
            };
        }
    }
}
