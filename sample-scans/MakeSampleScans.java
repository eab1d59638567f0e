import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Wraps two volumes that Debian ships as DICOM series: {@code java MakeSampleScans.java UNPACKED OUT}, called by {@code make}.
 * {@code UNPACKED} holds main.plist and matrix.dat of Cranium.inv3, and ch2bet.nii.gz; {@code OUT} holds headers and gets ct-skull and mr-brain.
 * Voxels are cropped and thinned out, never resampled; the same input gives the same bytes. README.md tells the whole story.
 */
final class MakeSampleScans {
    private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final String MR_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.4";
    private static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: java MakeSampleScans.java UNPACKED OUT (normally through sample-scans/make)");
            System.exit(2);
        }
        Path unpacked = Path.of(args[0]);
        Path out = Path.of(args[1]);
        write(ctSkull(unpacked.resolve("main.plist"), unpacked.resolve("matrix.dat")), out);
        write(mrBrain(unpacked.resolve("ch2bet.nii.gz")), out);
    }

    /** Stored integer (0..4095) of one pixel of the series. */
    private interface Pixels {
        int at(int slice, int row, int column);
    }

    /** One series: positions and orientation in LPS millimetres, as DICOM decimal strings. */
    private record Series(String folder, String sopClass, int slices, int rows, int columns, String pixelSpacing,
            String orientation, IntFunction<String> position, Pixels pixels) { }

    /**
     * The vault of a CT head. InVesalius keeps the columns of the DICOM images (x grows to the left of the patient),
     * turns their rows upside down (y grows to the front) and orders slices upwards; its integers are Hounsfield units.
     */
    private static Series ctSkull(Path plist, Path matrix) throws IOException {
        int sourceSlices = 108;
        int sourceSide = 256;
        String project = Files.readString(plist);
        require(plistArray(project, "shape").equals("108 256 256"), plist, "another shape than 108 x 256 x 256");
        String[] spacing = plistArray(project, "spacing").split(" ");
        // The plist prints a binary32 number (0.95703119999999997); seven digits are what the scanner had written.
        BigDecimal inPlane = new BigDecimal(spacing[0]).round(new MathContext(7));
        BigDecimal step = new BigDecimal(spacing[2]);
        require(spacing[0].equals(spacing[1]) && step.equals(new BigDecimal("1.5")), plist, "another spacing than s, s, 1.5 mm");
        byte[] bytes = Files.readAllBytes(matrix);
        require(bytes.length == 2 * sourceSlices * sourceSide * sourceSide, matrix, "an unexpected length");
        ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        int firstSlice = 60;        // 12 mm above the last trace of an orbit: no eye, nose, mouth or ear is left
        int firstColumn = 36;
        int frontRow = 223;
        BigDecimal centre = new BigDecimal("127.5");
        String left = decimal(new BigDecimal(firstColumn).subtract(centre).multiply(inPlane));
        String front = decimal(centre.subtract(new BigDecimal(frontRow)).multiply(inPlane));
        return new Series("ct-skull", CT_IMAGE_STORAGE, sourceSlices - firstSlice, 216, 192,
                decimal(inPlane) + "\\" + decimal(inPlane), "1\\0\\0\\0\\1\\0",
                k -> left + "\\" + front + "\\" + decimal(step.multiply(new BigDecimal(firstSlice + k))),
                (k, row, column) -> 1024 + source.getShort(2 * (((firstSlice + k) * sourceSide + frontRow - row) * sourceSide
                        + firstColumn + column)));
    }

    /** The brain of Colin 27: every second sagittal slice of a 1 mm NIfTI volume, from left to right (NIfTI is RAS, DICOM LPS). */
    private static Series mrBrain(Path nifti) throws IOException {
        byte[] bytes;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(nifti))) {
            bytes = in.readAllBytes();
        }
        ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int nx = source.getShort(42);
        int ny = source.getShort(44);
        require(nx == 181 && ny == 217 && source.getShort(46) == 181 && source.getShort(70) == 2, nifti,
                "another form than 181 x 217 x 181 bytes");
        double[] sform = new double[12];
        Arrays.setAll(sform, i -> source.getFloat(280 + 4 * i));
        require(source.getShort(254) > 0 && Arrays.equals(sform, new double[] {1, 0, 0, -90, 0, 1, 0, -125, 0, 0, 1, -71}), nifti,
                "another sform than 1 mm voxels with the origin at voxel 90, 125, 71");
        int voxels = (int) source.getFloat(108);

        int leftmost = 18;
        int front = 200;
        int top = 157;
        int stride = 2;
        return new Series("mr-brain", MR_IMAGE_STORAGE, 72, 156, 184, "1\\1", "0\\1\\0\\0\\0\\-1",
                k -> (90 - leftmost - stride * k) + "\\" + (125 - front) + "\\" + (top - 71),
                (k, row, column) -> Byte.toUnsignedInt(bytes[voxels + ((top - row) * ny + front - column) * nx + leftmost + stride * k]));
    }

    private static void write(Series series, Path out) throws IOException {
        Path folder = Files.createDirectories(out.resolve(series.folder()));
        for (int k = 0; k < series.slices(); k++) {
            String sopInstance = uid(series.folder() + "/image/" + (k + 1));
            DataSet meta = new DataSet();
            meta.put(0x00020001, "OB", new byte[] {0, 1});
            meta.text(0x00020002, "UI", series.sopClass());
            meta.text(0x00020003, "UI", sopInstance);
            meta.text(0x00020010, "UI", EXPLICIT_VR_LITTLE_ENDIAN);
            meta.text(0x00020012, "UI", uid("implementation"));
            byte[] metaBytes = meta.encode();
            DataSet metaLength = new DataSet();
            metaLength.put(0x00020000, "UL", ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(metaBytes.length).array());

            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(new byte[128]);
            file.write("DICM".getBytes(StandardCharsets.US_ASCII));
            file.write(metaLength.encode());
            file.write(metaBytes);
            file.write(image(series, k, sopInstance, out).encode());
            Files.write(folder.resolve(String.format(Locale.ROOT, "%03d.dcm", k + 1)), file.toByteArray());
        }
    }

    private static DataSet image(Series series, int k, String sopInstance, Path out) throws IOException {
        DataSet data = new DataSet();
        data.table(out.resolve("headers/common.txt"));
        data.table(out.resolve("headers/" + series.folder() + ".txt"));
        data.text(0x00080016, "UI", series.sopClass());
        data.text(0x00080018, "UI", sopInstance);
        data.text(0x00100020, "LO", "VEILGRID-" + series.folder().toUpperCase(Locale.ROOT));
        data.text(0x0020000D, "UI", uid(series.folder() + "/study"));
        data.text(0x0020000E, "UI", uid(series.folder() + "/series"));
        data.text(0x00200013, "IS", Integer.toString(k + 1));
        data.text(0x00200032, "DS", series.position().apply(k));
        data.text(0x00200037, "DS", series.orientation());
        data.text(0x00200052, "UI", uid(series.folder() + "/frame of reference"));
        data.number(0x00280002, 1);
        data.number(0x00280010, series.rows());
        data.number(0x00280011, series.columns());
        data.text(0x00280030, "DS", series.pixelSpacing());
        data.number(0x00280100, 16);
        data.number(0x00280101, 12);
        data.number(0x00280102, 11);
        data.number(0x00280103, 0);
        ByteBuffer pixels = ByteBuffer.allocate(2 * series.rows() * series.columns()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < series.rows(); row++) {
            for (int column = 0; column < series.columns(); column++) {
                int value = series.pixels().at(k, row, column);
                if (value < 0 || value > 4095) {
                    throw new IllegalStateException(series.folder() + " has a value that does not fit into 12 bits: " + value);
                }
                pixels.putShort((short) value);
            }
        }
        data.put(0x7FE00010, "OW", pixels.array());
        return data;
    }

    /** The same name always gives the same identifier: a name-based UUID under 2.25 (PS3.5 B.2). */
    private static String uid(String name) {
        UUID uuid = UUID.nameUUIDFromBytes(("veilgrid/sample-scans/1/" + name).getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    private static String decimal(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String plistArray(String plist, String key) {
        Matcher array = Pattern.compile("<key>" + key + "</key>\\s*<array>(.*?)</array>", Pattern.DOTALL).matcher(plist);
        Stream<String> lines = array.find() ? array.group(1).lines() : Stream.empty();
        return lines.map(line -> line.replaceAll("<[^>]*>", "").strip()).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }

    private static void require(boolean holds, Path file, String problem) throws IOException {
        if (!holds) {
            throw new IOException(file + " has " + problem + "; README.md names the package versions to use");
        }
    }

    /** Attributes in order of their tags, written with explicit value representation, little endian. */
    private static final class DataSet {
        private static final Pattern ATTRIBUTE = Pattern.compile("\\((\\p{XDigit}{4}),(\\p{XDigit}{4})\\) ([A-Z]{2}) \\w+ =(.*)");

        private record Element(String vr, byte[] value) { }

        private final Map<Integer, Element> elements = new TreeMap<>();

        /** Adds a header file: {@code (gggg,eeee) VR Keyword = value} in each line that is not a comment. */
        void table(Path header) throws IOException {
            for (String line : Files.readAllLines(header)) {
                Matcher attribute = ATTRIBUTE.matcher(line);
                if (attribute.matches()) {
                    text(Integer.parseInt(attribute.group(1) + attribute.group(2), 16), attribute.group(3), attribute.group(4).strip());
                } else {
                    require(line.startsWith("#"), header, "a line that is no attribute: " + line);
                }
            }
        }

        void text(int tag, String vr, String value) {
            byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
            byte[] padded = Arrays.copyOf(ascii, ascii.length + ascii.length % 2);
            if (padded.length > ascii.length && !vr.equals("UI")) {
                padded[ascii.length] = ' ';
            }
            put(tag, vr, padded);
        }

        void number(int tag, int value) {
            put(tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
        }

        void put(int tag, String vr, byte[] value) {
            elements.put(tag, new Element(vr, value));
        }

        byte[] encode() {
            int size = elements.values().stream().mapToInt(element -> 12 + element.value().length).sum();
            ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            elements.forEach((tag, element) -> {
                out.putShort((short) (tag >>> 16)).putShort((short) (int) tag).put(element.vr().getBytes(StandardCharsets.US_ASCII));
                if (element.vr().startsWith("O")) {
                    out.putShort((short) 0).putInt(element.value().length);
                } else {
                    out.putShort((short) element.value().length);
                }
                out.put(element.value());
            });
            return Arrays.copyOf(out.array(), out.position());
        }
    }
}
