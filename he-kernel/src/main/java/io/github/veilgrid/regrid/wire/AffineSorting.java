package io.github.veilgrid.regrid.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Deals tiles to blocks by how they lie between source voxels. All slots of a ciphertext take part in every sum that one of
 * them needs: along an axis with kernels of support m, tiles whose fractions are spread over a range r have m + r taps on
 * average, so that a linear interpolation has 27 where tiles lie anyhow, and fewer than 16 where each of eight blocks holds
 * those of an eighth of the unit cube. Windows become smaller, too. Parts are halved where it saves most, as in a k-d tree
 * (Bentley 1975). Stateless; the same on every machine.
 */
final class AffineSorting {

    private AffineSorting() {
    }

    /**
     * Deals tiles to blocks.
     *
     * @param tiles ascending
     * @param blocks at least 1
     * @return tiles by block, ascending, about as many in each
     */
    static List<int[]> dealt(AffinePositions positions, int[] tiles, int blocks) {
        if (blocks == 1) {
            return List.of(tiles);
        }
        int axis = bestCut(positions, tiles);
        int[] sorted = sorted(positions, tiles, axis);
        int left = blocks / 2;
        int cut = (int) ((long) tiles.length * left / blocks);
        List<int[]> dealt = new ArrayList<>(dealt(positions, ascending(sorted, 0, cut), left));
        dealt.addAll(dealt(positions, ascending(sorted, cut, sorted.length), blocks - left));
        return dealt;
    }

    /** Tiles by their fractions, which lie on a grid, and then by number. */
    private static int[] sorted(AffinePositions positions, int[] tiles, int axis) {
        return IntStream.of(tiles).mapToLong(tile ->
                (long) (positions.fraction(tile, axis) * AffinePositions.POSITION_GRID) << Integer.SIZE - 1 | tile)
                .sorted().mapToInt(key -> (int) key & Integer.MAX_VALUE).toArray();
    }

    private static int[] ascending(int[] sorted, int from, int to) {
        int[] part = Arrays.copyOfRange(sorted, from, to);
        Arrays.sort(part);
        return part;
    }

    /** The axis along which halving the range saves the largest part of the taps; z before y before x. */
    private static int bestCut(AffinePositions positions, int[] tiles) {
        int best = 2;
        double most = -1;
        for (int axis = 2; axis >= 0; axis--) {
            double lowest = 1;
            double highest = 0;
            for (int tile : tiles) {
                lowest = Math.min(lowest, positions.fraction(tile, axis));
                highest = Math.max(highest, positions.fraction(tile, axis));
            }
            double saved = (highest - lowest) / (positions.kernel(axis).support() + highest - lowest);
            if (saved > most) {
                best = axis;
                most = saved;
            }
        }
        return best;
    }
}
