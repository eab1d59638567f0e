package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparing finds what a reader that shares no code finds, and nothing escapes it. */
class CompareJobTest {

    private static final double[] TARGET = {1.3, 1.3, 2};

    @TempDir
    private Path temp;

    private static RegridRequest.Builder request(Path series) {
        return RegridRequest.of(series, new GridTarget.Spacing(TARGET[0], TARGET[1], TARGET[2])).threads(2);
    }

    private Path regridded(RegridRequest.Builder request) throws JobFailure {
        Path out = temp.resolve("out");
        RegridJob.run(request.output(out).build(), Progress.SILENT, new Cancellation());
        return out;
    }

    private static Comparison compare(RegridRequest request, Path out) throws JobFailure {
        return CompareJob.run(request, out, Progress.SILENT, new Cancellation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-skull", "mr-brain"})
    void theFiguresAreThoseOfAnIndependentReader(String name) throws Exception {
        Path series = TestData.sample(name);
        Comparison comparison = compare(request(series).build(), regridded(request(series)));
        PlainVolume source = PlainVolume.read(series);
        PlainVolume written = PlainVolume.read(temp.resolve("out"));
        double largest = 0;
        double squares = 0;
        long voxels = 0;
        for (int z = 0; z < written.size()[2]; z++) {
            for (int i = 0; i < written.slices()[z].length; i++) {
                double error = written.slices()[z][i]
                        - source.trilinear(i % written.size()[0], i / written.size()[0], z, TARGET);
                largest = Math.max(largest, Math.abs(error));
                squares += error * error;
                voxels++;
            }
        }
        assertEquals(largest, comparison.largest(), 1e-6);
        assertEquals(voxels, comparison.differences().voxels());
        assertEquals(voxels, Arrays.stream(comparison.histogram().counts()).sum());
        assertTrue(comparison.toJson().contains("\"rms\": " + Double.toString(Math.sqrt(squares / voxels)).substring(0, 6)));
        assertTrue(comparison.kept(), comparison.verdict());
        assertEquals(3, comparison.planes().size());
    }

    static Stream<Arguments> ways() {
        return Stream.of(Arguments.of(Interpolation.NEAREST, Outside.FILL), Arguments.of(Interpolation.LINEAR, Outside.EDGE),
                Arguments.of(Interpolation.NEAREST, Outside.EDGE), Arguments.of(Interpolation.CUBIC, Outside.FILL),
                Arguments.of(Interpolation.LANCZOS3, Outside.FILL));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyKernelIsFoundRightAndEveryOtherWrong(Interpolation interpolation, Outside outside) throws Exception {
        Path series = TestData.sample("mr-brain");
        RegridRequest.Builder request = request(series).interpolation(interpolation).outside(outside);
        Path out = regridded(request);
        assertTrue(compare(request.build(), out).kept());
        Interpolation other = interpolation == Interpolation.NEAREST ? Interpolation.LINEAR : Interpolation.NEAREST;
        assertFalse(compare(request.interpolation(other).build(), out).kept());
    }

    /** Half the spacing: every second voxel lies half-way, where nearest is decided by the last bit. */
    @Test
    void tiesOfNearestNeighbourAreDecidedAlike() throws Exception {
        Path series = TestData.sample("mr-brain");
        double[] half = Arrays.stream(PlainVolume.read(series).spacing()).map(spacing -> spacing / 2).toArray();
        RegridRequest.Builder request = RegridRequest.of(series, new GridTarget.Spacing(half[0], 0, half[2]))
                .interpolation(Interpolation.NEAREST).threads(2);
        Comparison comparison = compare(request.build(), regridded(request));
        assertTrue(comparison.kept(), comparison.verdict());
    }

    @Test
    void oneWrongVoxelIsFoundAndNamed() throws Exception {
        Path series = TestData.sample("ct-skull");
        Path out = regridded(request(series));
        int[] size = PlainVolume.read(out).size();
        int[] voxel = {size[0] / 3, size[1] / 2, 7};
        try (Stream<Path> files = Files.list(out)) {
            Path slice = files.sorted().toList().get(voxel[2]);
            byte[] bytes = Files.readAllBytes(slice);
            int pixels = 2 * size[0] * size[1];
            bytes[bytes.length - pixels + 2 * (voxel[1] * size[0] + voxel[0])] ^= 8;
            Files.write(slice, bytes);
        }
        Comparison comparison = compare(request(series).build(), out);
        assertFalse(comparison.kept());
        assertEquals(1, comparison.histogram().beyond());
        assertEquals(8, comparison.largest(), comparison.allowed());
        assertTrue(comparison.verdict().contains("(" + voxel[0] + ", " + voxel[1] + ", " + voxel[2] + ")"),
                comparison.verdict());
    }

    @Test
    void aResultOnAnotherSeriesIsRefusedOrFails() throws Exception {
        Path out = regridded(request(TestData.sample("ct-skull")));
        RegridRequest other = request(TestData.sample("mr-brain")).build();
        boolean kept;
        try {
            kept = compare(other, out).kept();
        } catch (JobFailure refused) {
            assertEquals(JobFailure.Kind.INPUT, refused.kind());
            kept = false;
        }
        assertFalse(kept);
    }

    @Test
    void reportAndPictureAreWritten() throws Exception {
        Path series = TestData.sample("mr-brain");
        Path out = regridded(request(series));
        CompareJob.write(request(series).report(temp.resolve("r.json")).picture(temp.resolve("p.png")).build(), out,
                Progress.SILENT, new Cancellation());
        assertTrue(Files.readString(temp.resolve("r.json")).contains("\"pass\": true"));
        byte[] png = Files.readAllBytes(temp.resolve("p.png"));
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, Arrays.copyOf(png, 4));
    }

    @Test
    void cancellingStopsIt() throws Exception {
        Path series = TestData.sample("mr-brain");
        Path out = regridded(request(series));
        Cancellation cancellation = new Cancellation();
        JobFailure failure = assertThrows(JobFailure.class, () -> CompareJob.run(request(series).build(), out,
                (stage, done) -> {
                    if (done > 0.3) {
                        cancellation.cancel();
                    }
                }, cancellation));
        assertEquals(JobFailure.Kind.CANCELLED, failure.kind());
    }
}
