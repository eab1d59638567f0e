package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainPlaces;
import io.github.veilgrid.reference.PlainSlice;
import io.github.veilgrid.reference.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map that only the remote party knows, as its owner and the remote party use it. */
class PrivateMapTest {

    private static final double ANGLE = 0.06;
    private static final double[] CENTRE = {80, 70};
    private static final double[] SHIFT = {4.5, -6.25};
    /** Half a stored unit for each rounding, and the bound. */
    private static final double ALLOWED = 1.01;

    @TempDir
    private static Path shared;

    private static Path scan;
    private static Path key;
    private static Path passphrase;

    @TempDir
    private Path temp;

    @BeforeAll
    static void aSmallScanAndAKey() throws IOException {
        scan = shared.resolve("scan");
        key = shared.resolve("key");
        passphrase = Files.writeString(shared.resolve("passphrase"), "correct horse battery staple\n");
        assertEquals(0, InProcess.veilgrid("run", TestData.sample("mr-brain"), "--output", scan, "--spacing", "4,5,12").exitCode());
        assertEquals(0, InProcess.veilgrid("keygen", "--key", key, "--passphrase-file", passphrase).exitCode());
    }

    private Path turned() throws IOException {
        return Files.writeString(temp.resolve("turned.tfm"), String.format(Locale.ROOT,
                "#Insight Transform File V1.0%n#Transform 0%nTransform: Euler2DTransform_double_2_2%n"
                        + "Parameters: %s %s %s%nFixedParameters: %s %s%n", ANGLE, SHIFT[0], SHIFT[1], CENTRE[0], CENTRE[1]));
    }

    /** Where that takes a point of the result. */
    private static double[] there(double x, double y) {
        double u = x - CENTRE[0];
        double v = y - CENTRE[1];
        return new double[] {u * Math.cos(ANGLE) - v * Math.sin(ANGLE) + CENTRE[0] + SHIFT[0],
            u * Math.sin(ANGLE) + v * Math.cos(ANGLE) + CENTRE[1] + SHIFT[1]};
    }

    /** Bilinear, half a voxel beyond the outermost centres, 0 outside: point by point. */
    private static double bilinear(PlainPlaces source, double x, double y, int z) {
        int[] size = source.size();
        if (x < -0.5 || y < -0.5 || x > size[0] - 0.5 || y > size[1] - 0.5) {
            return 0;
        }
        double px = Math.max(0, Math.min(size[0] - 1, x));
        double py = Math.max(0, Math.min(size[1] - 1, y));
        int left = Math.min(size[0] - 2, (int) px);
        int top = Math.min(size[1] - 2, (int) py);
        double fx = px - left;
        double fy = py - top;
        return (1 - fy) * ((1 - fx) * source.value(left, top, z) + fx * source.value(left + 1, top, z))
                + fy * ((1 - fx) * source.value(left, top + 1, z) + fx * source.value(left + 1, top + 1, z));
    }

    /** Three steps between two places. The map is in the remote party's files alone, in its own millimetres. */
    @Test
    void theOwnerGetsTheScanWhereTheRemotePartysMapSays() throws Exception {
        Path job = temp.resolve("job");
        InProcess encrypt = InProcess.veilgrid("encrypt", scan, "--private-size", "41x29", "--private-reach", "3,6", "--key", key,
                "--passphrase-file", passphrase, "--job", job);
        assertEquals(0, encrypt.exitCode(), encrypt.err());
        PlainPlaces source = PlainPlaces.read(scan);
        int slices = source.size()[2];
        Path grid = Files.writeString(temp.resolve("grid.txt"), "Size = 41 29 " + slices
                + "\nSpacing = 4.25 5.1 12\nOrigin = 1.5 -2 0\nDirection = 1 0 0 0 1 0 0 0 1\n");
        Path answers = temp.resolve("answers");
        InProcess regrid = InProcess.veilgrid("regrid", job.resolve("send"), "--output", answers, "--map", turned(), "--map-grid", grid);
        assertEquals(0, regrid.exitCode(), regrid.err());
        Path out = temp.resolve("out");
        InProcess decrypt = InProcess.veilgrid("decrypt", answers, "--job", job, "--key", key, "--passphrase-file", passphrase,
                "--output", out, "--report", temp.resolve("report.html"), "--picture", temp.resolve("picture.png"));
        assertEquals(0, decrypt.exitCode(), decrypt.err());
        assertTrue(decrypt.out().contains("no voxel could be compared"), decrypt.out());
        PlainPlaces result = PlainPlaces.read(out);
        for (int z = 0; z < slices; z++) {
            for (int y = 0; y < 29; y++) {
                for (int x = 0; x < 41; x++) {
                    double[] point = there(1.5 + 4.25 * x, -2 + 5.1 * y);
                    double expected = bilinear(source, point[0] / 4, point[1] / 5, z);
                    assertEquals(expected, result.value(x, y, z), ALLOWED, "voxel " + x + ", " + y + ", " + z);
                }
            }
        }
    }

    /** The same map in the open, as a registration onto a grid in numbers, gives the same voxels. */
    @Test
    void aRegistrationInPatientSpaceGivesWhatItGivesInTheOpen() throws Exception {
        PlainPlaces source = PlainPlaces.read(scan);
        double[] first = source.place(0, 0, 0);
        double[] x = unit(first, source.place(1, 0, 0));
        double[] y = unit(first, source.place(0, 1, 0));
        double[] z = unit(first, source.place(0, 0, 1));
        Path map = Files.writeString(temp.resolve("map.txt"), inPlane(x, y, z, first));
        int slices = source.size()[2];
        String where = String.format(Locale.ROOT, "Origin = %.9f %.9f %.9f%nDirection = %.9f %.9f %.9f %.9f %.9f %.9f %.9f %.9f %.9f%n",
                first[0], first[1], first[2], x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]);
        Path here = Files.writeString(temp.resolve("scan.txt"), "Size = " + source.size()[0] + " " + source.size()[1] + " " + slices
                + "\nSpacing = 4 5 12\n" + where);
        Path there = Files.writeString(temp.resolve("there.txt"), "Size = 40 30 " + slices + "\nSpacing = 4.5 5 12\n" + where);
        InProcess open = InProcess.veilgrid("run", scan, "--grid", there, "--affine", map, "--outside", "itk", "-o", temp.resolve("open"));
        assertEquals(0, open.exitCode(), open.err());
        InProcess closed = InProcess.veilgrid("run", scan, "--private-size", "40,30", "--private-map", map, "--map-grid", there,
                "--scan-grid", here, "-o", temp.resolve("closed"), "--report", temp.resolve("report.json"));
        assertEquals(0, closed.exitCode(), closed.err());
        PlainPlaces expected = PlainPlaces.read(temp.resolve("open"));
        PlainPlaces actual = PlainPlaces.read(temp.resolve("closed"));
        for (int i = 0; i < 40 * 30 * slices; i++) {
            int[] at = {i % 40, i / 40 % 30, i / 1200};
            assertEquals(expected.value(at[0], at[1], at[2]), actual.value(at[0], at[1], at[2]), ALLOWED, "voxel " + i);
        }
        assertTrue(Files.readString(temp.resolve("report.json")).contains("\"sampledVoxels\": 0"));
    }

    private static double[] unit(double[] from, double[] to) {
        double[] step = {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
        double length = Math.sqrt(step[0] * step[0] + step[1] * step[1] + step[2] * step[2]);
        return new double[] {step[0] / length, step[1] / length, step[2] / length};
    }

    /** A 4 x 4 matrix that turns by the angle within slices, about the first voxel, and moves by the shift. */
    private static String inPlane(double[] x, double[] y, double[] z, double[] about) {
        double[][] m = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double alongX = x[column] * Math.cos(ANGLE) - y[column] * Math.sin(ANGLE);
                double alongY = x[column] * Math.sin(ANGLE) + y[column] * Math.cos(ANGLE);
                m[row][column] = x[row] * alongX + y[row] * alongY + z[row] * z[column];
            }
            m[row][3] = about[row] + x[row] * SHIFT[0] + y[row] * SHIFT[1];
            for (int column = 0; column < 3; column++) {
                m[row][3] -= m[row][column] * about[column];
            }
        }
        StringBuilder text = new StringBuilder();
        for (double[] row : m) {
            text.append(String.format(Locale.ROOT, "%.15g %.15g %.15g %.15g%n", row[0], row[1], row[2], row[3]));
        }
        return text + "0 0 0 1\n";
    }

    /** Nobody's viewer lays the result over the scan, and the series says what is not known. */
    @Test
    void theResultClaimsNoPlaceOfTheScans() throws Exception {
        Path out = temp.resolve("out");
        InProcess run = InProcess.veilgrid("run", scan, "--private-size", "30,25", "--map", turned(), "--private-reach", "5", "-o", out);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().contains("only the remote party knows where the result lies"), run.err());
        PlainSlice before = slice(scan);
        PlainSlice after = slice(out);
        assertFalse(after.text(0x00200052).isBlank());
        assertNotEquals(before.text(0x00200052), after.text(0x00200052), "frame of reference");
        assertTrue(after.text(0x00082111).contains("position and spacing are nominal"), after.text(0x00082111));
    }

    /** NIfTI has no frame of reference; its result lies in no scanner's space. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFileSaysThatItLiesInNoScannersSpace(boolean fromFile) throws Exception {
        Path from = fromFile ? temp.resolve("scan.nii") : scan;
        if (fromFile) {
            assertEquals(0, InProcess.veilgrid("convert", scan, "--output", from).exitCode());
        }
        Path out = temp.resolve("out.nii");
        InProcess run = InProcess.veilgrid("run", from, "--private-size", "30,25", "--map", turned(), "--private-reach", "5", "-o", out);
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(2, ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN).getShort(254), "sform_code");
    }

    private static PlainSlice slice(Path series) throws Exception {
        try (Stream<Path> files = Files.list(series)) {
            return PlainSlice.read(files.sorted().findFirst().orElseThrow());
        }
    }

    @Test
    void aPlanSaysWhatWouldBeSentAndWhatEachSideLearns() throws Exception {
        InProcess plan = InProcess.veilgrid("plan", TestData.sample("ct-skull"), "--private-size", "181,217");
        assertEquals(0, plan.exitCode(), plan.err());
        assertTrue(plan.out().contains("the remote party's own, affine within slices, up to 8 x 8 voxels"), plan.out());
        assertTrue(plan.out().contains("the remote party learns the voxel's size too"), plan.out());
        assertTrue(plan.out().contains("no rotations"), plan.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--private-size 30,25|2|name it with --private-map",
        "--private-size 30,25 --private-map MAP --private-reach 1|3|--private-reach",
        "--private-size 30,25 --private-map MAP --interpolation lanczos3|3|nearest, linear or cubic",
        "--private-size 30,25 --private-map MAP --antialias area|3|antialiasing",
        "--private-size 30,25 --private-map MAP --orient sagittal|2|leave out planes",
        "--private-size 30,25 --private-map TILTED|3|leaves the slices",
        "--private-size 30,25 --private-map AWAY|3|nothing of the scan",
        "--private-size 30,25 --private-map MAP --map-grid SMALL|3|7 x 7 x 7 voxels",
        "--private-size 30,25 --map-grid SMALL|2|name the map",
        "--private-size 30,25,20 --private-map MAP|2|two numbers",
        "--private-size 30,25 --private-reach 0 --private-map MAP|3|1 to 256",
        "--private-reach 3 --spacing 5|2|--private-size",
        "--spacing 5 --private-map MAP|2|--private-size",
        "--spacing 5 --private-size 30,25 --private-map MAP|2|in one way"})
    void whatMakesNoSenseIsRefusedInASentence(String arguments, int exitCode, String word) throws Exception {
        Files.writeString(temp.resolve("tilted"), "1 0 0 0\n0 1 0 0\n0.1 0 1 0\n0 0 0 1\n");
        Files.writeString(temp.resolve("away"), "1 0 5000\n0 1 0\n0 0 1\n");
        Files.writeString(temp.resolve("small"), "Size = 7 7 7\nSpacing = 1 1 1\n");
        String words = arguments.replace("TILTED", temp.resolve("tilted").toString()).replace("AWAY", temp.resolve("away").toString())
                .replace("SMALL", temp.resolve("small").toString()).replace("MAP", turned().toString());
        Path out = temp.resolve("out");
        InProcess run = InProcess.veilgrid("run", scan, "-o", out, words.split(" "));
        assertEquals(exitCode, run.exitCode(), run.err());
        assertTrue(run.err().contains(word), run.err());
        assertFalse(Files.exists(out), "nothing is left behind");
    }

    @Test
    void aRemotePartyWithoutTheMapSaysSo() throws Exception {
        Path job = temp.resolve("job");
        assertEquals(0, InProcess.veilgrid("encrypt", scan, "--private-size", "30,25", "--key", key, "--passphrase-file", passphrase,
                "--job", job).exitCode());
        InProcess info = InProcess.veilgrid("info", job.resolve("send"));
        assertTrue(info.out().contains("by a map that the remote party gives"), info.out());
        Path answers = temp.resolve("answers");
        InProcess regrid = InProcess.veilgrid("regrid", job.resolve("send"), "--output", answers);
        assertEquals(3, regrid.exitCode(), regrid.err());
        assertTrue(regrid.err().contains("--map"), regrid.err());
        assertFalse(Files.exists(answers));
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(1, left.count(), "nothing but the job");
        }
    }
}
