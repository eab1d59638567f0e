package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.TestVolume;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplineCoefficientsTest {

    private static final boolean[] ALL = {true, true, true};

    private static RegridTask task(Size size) {
        Grid grid = Jobs.axial(size, 1, 1, 1);
        return new RegridTask(grid, grid, Interpolation.BSPLINE, Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5);
    }

    private static TestVolume random(Size size) {
        return TestVolume.of(size, Jobs.TWELVE_BIT, TestVolume.Content.EXTREME, new Random(5));
    }

    private static double[] read(VoxelSource volume) throws IOException {
        Size size = volume.size();
        double[] all = new double[(int) size.voxels()];
        double[] slice = new double[size.slice()];
        for (int z = 0; z < size.z(); z++) {
            volume.readSlice(z, slice);
            System.arraycopy(slice, 0, all, z * slice.length, slice.length);
        }
        return all;
    }

    /** (1 4 1)/6 over mirrored coefficients, axis by axis, gives the voxels back. */
    private static double sampled(double[] c, Size size, int x, int y, int z) {
        double sum = 0;
        for (int k = -1; k <= 1; k++) {
            for (int j = -1; j <= 1; j++) {
                for (int i = -1; i <= 1; i++) {
                    int at = mirrored(x + i, size.x()) + size.x() * (mirrored(y + j, size.y())
                            + size.y() * mirrored(z + k, size.z()));
                    sum += c[at] * (i == 0 ? 4 : 1) * (j == 0 ? 4 : 1) * (k == 0 ? 4 : 1) / 216;
                }
            }
        }
        return sum;
    }

    private static int mirrored(int at, int count) {
        return count == 1 ? 0 : at < 0 ? -at : at >= count ? 2 * count - 2 - at : at;
    }

    @ParameterizedTest
    @CsvSource({"17, 13, 90", "1, 5, 2", "2, 2, 1", "70, 3, 3"})
    void splinesThroughTheCoefficientsMeetTheVoxels(int x, int y, int z) throws IOException {
        Size size = new Size(x, y, z);
        TestVolume volume = random(size);
        double[] coefficients = read(SplineCoefficients.of(volume, task(size), ALL, 3, 2));
        for (int i = 0; i < coefficients.length; i++) {
            assertEquals(volume.voxels()[i], sampled(coefficients, size, i % x, i / x % y, i / size.slice()), 1e-8);
            assertTrue(Math.abs(coefficients[i] - 1023.5) <= 27 * 2047.5);
        }
    }

    @Test
    void axesThatNeedNoneKeepTheirVoxels() throws IOException {
        Size size = new Size(6, 5, 4);
        TestVolume volume = random(size);
        assertSame(volume, SplineCoefficients.of(volume, task(size), new boolean[3], 1, 2));
        boolean[][] alone = {{true, false, false}, {false, true, false}, {false, false, true}};
        for (boolean[] axes : alone) {
            double[] c = read(SplineCoefficients.of(volume, task(size), axes, 1, 2));
            int stride = axes[0] ? 1 : axes[1] ? 6 : 30;
            int middle = 2 + 6 * 2 + 30 * 2;
            assertEquals(volume.voxels()[middle], (c[middle - stride] + 4 * c[middle] + c[middle + stride]) / 6, 1e-9);
        }
    }

    @Test
    void blocksAreTheSameAsTheWhole() throws IOException {
        Size size = new Size(5, 4, 200);
        double[] expected = read(SplineCoefficients.of(random(size), task(size), ALL, 1, 2));
        double[][] all = new double[size.z()][];
        List<Integer> loads = new ArrayList<>();
        VoxelSource whole = SplineCoefficients.of(random(size), task(size), ALL, 1, 2);
        SliceBlocks blocks = new SliceBlocks(size, 4, (first, slices) -> {
            loads.add(first);
            for (int i = 0; i < slices.length; i++) {
                whole.readSlice(first + i, slices[i]);
            }
        }, 40L * size.slice() * Double.BYTES);
        double[] slice = new double[size.slice()];
        for (int z = 0; z < 50; z++) {
            for (int reader = 0; reader < 4; reader++) {
                blocks.read(z + 50 * reader, slice);
                all[z + 50 * reader] = slice.clone();
            }
        }
        for (int z = 0; z < size.z(); z++) {
            assertArrayEquals(Arrays.copyOfRange(expected, z * slice.length, (z + 1) * slice.length), all[z]);
        }
        assertEquals(loads.stream().distinct().count(), loads.size(), "blocks were computed twice");
    }

    @Test
    void whatIsKeptIsOverwrittenWhenItIsWiped() throws IOException {
        Size size = new Size(5, 4, 6);
        List<double[]> kept = new ArrayList<>();
        SliceBlocks blocks = new SliceBlocks(size, 1, (first, slices) -> {
            for (double[] slice : slices) {
                Arrays.fill(slice, 7);
                kept.add(slice);
            }
        }, 1 << 20);
        double[] slice = new double[size.slice()];
        blocks.read(0, slice);
        blocks.wipe();
        assertEquals(size.z(), kept.size());
        kept.forEach(each -> assertArrayEquals(new double[size.slice()], each));
        blocks.read(0, slice);
        assertEquals(7, slice[0], "computed anew");
    }

    /** {@code --threads 1} is heard: slices are read, and hence filtered in plane, by so many threads and no others. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noMoreThreadsWorkThanAreGiven(int threads) throws IOException {
        Size size = new Size(9, 8, 64);
        TestVolume volume = random(size);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        VoxelSource watched = new VoxelSource() {
            @Override
            public Size size() {
                return size;
            }

            @Override
            public void readSlice(int z, double[] values) throws IOException {
                seen.add(Thread.currentThread());
                volume.readSlice(z, values);
            }
        };
        assertArrayEquals(read(SplineCoefficients.of(volume, task(size), ALL, 1, 2)),
                read(SplineCoefficients.of(watched, task(size), ALL, 1, threads)));
        assertTrue(seen.size() <= threads, seen.toString());
        assertTrue(seen.stream().noneMatch(thread -> thread instanceof ForkJoinWorkerThread), seen.toString());
    }

    @Test
    void aFewSlicesOnEitherSideAreEnoughAlongZ() throws IOException {
        Size size = new Size(4, 3, 300);
        TestVolume volume = random(size);
        double[] whole = read(SplineCoefficients.of(volume, task(size), ALL, 1, 2));
        double[] blocks = read(SplineCoefficients.of(volume, task(size), ALL, 1, 2, 10L * size.slice() * Double.BYTES));
        assertArrayEquals(whole, blocks, 1e-8);
    }

    @Test
    void paddingStaysPaddingAndCountsAsFill() throws IOException {
        Size size = new Size(9, 8, 7);
        TestVolume filled = random(size);
        TestVolume padded = new TestVolume(size, filled.voxels().clone());
        filled.voxels()[200] = -1024;
        padded.voxels()[200] = Double.NaN;
        double[] expected = read(SplineCoefficients.of(filled, task(size), ALL, 1, 2));
        expected[200] = Double.NaN;
        assertArrayEquals(expected, read(SplineCoefficients.of(padded, task(size), ALL, 1, 2)));
    }

    @Test
    void valuesOutsideTheDeclaredRangeAreRefused() {
        Size size = new Size(4, 4, 4);
        TestVolume volume = random(size);
        volume.voxels()[40] = 3072;
        IOException e = assertThrows(IOException.class, () -> read(SplineCoefficients.of(volume, task(size), ALL, 1, 2)));
        assertTrue(e.getMessage().contains("slice 2"), e.getMessage());
    }
}
