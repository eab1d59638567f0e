package io.github.veilgrid.he.linear;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A square real matrix by its non-zero cyclic diagonals: entry (row, row + d mod size) stands at place {@code row} of
 * diagonal d. Diagonals are numbered {@code -size/2 .. size/2 - 1}, so a band matrix has a run of them. Immutable,
 * thread safe.
 */
public final class DiagonalMatrix {

    private final int size;
    private final SortedMap<Integer, double[]> diagonals;

    private DiagonalMatrix(int size, SortedMap<Integer, double[]> diagonals) {
        this.size = size;
        this.diagonals = diagonals;
    }

    /** Collects entries; those at one place add up. For one thread. */
    public static final class Builder {
        private final int size;
        private final SortedMap<Integer, double[]> diagonals = new TreeMap<>();

        private Builder(int size) {
            this.size = size;
        }

        public Builder add(int row, int column, double value) {
            if (row < 0 || row >= size || column < 0 || column >= size) {
                throw new IndexOutOfBoundsException("entry (" + row + ", " + column + ") of a matrix of size " + size);
            }
            int d = Math.floorMod(column - row + size / 2, size) - size / 2;
            diagonals.computeIfAbsent(d, k -> new double[size])[row] += value;
            return this;
        }

        public DiagonalMatrix build() {
            if (diagonals.isEmpty()) {
                throw new IllegalStateException("a matrix needs an entry");
            }
            SortedMap<Integer, double[]> copy = new TreeMap<>();
            diagonals.forEach((d, values) -> copy.put(d, values.clone()));
            return new DiagonalMatrix(size, Collections.unmodifiableSortedMap(copy));
        }
    }

    /** @param size rows and columns: the number of slots */
    public static Builder builder(int size) {
        return new Builder(size);
    }

    public int size() {
        return size;
    }

    /** Numbers of the diagonals that are not zero. */
    public int[] diagonals() {
        return diagonals.keySet().stream().mapToInt(i -> i).toArray();
    }

    /** Diagonal d by row, zeros if there is none; not to be changed. */
    double[] diagonal(int d) {
        double[] values = diagonals.get(d);
        return values == null ? new double[size] : values;
    }

    /** The product with a vector, in the clear. */
    public double[] multiply(double[] x) {
        double[] out = new double[size];
        diagonals.forEach((d, values) -> {
            for (int row = 0; row < size; row++) {
                out[row] += values[row] * x[Math.floorMod(row + d, size)];
            }
        });
        return out;
    }
}
