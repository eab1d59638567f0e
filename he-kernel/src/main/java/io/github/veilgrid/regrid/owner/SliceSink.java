package io.github.veilgrid.regrid.owner;

import java.io.IOException;

/** Takes finished slices of the target grid, in any order, each once. */
@FunctionalInterface
public interface SliceSink {

    /**
     * @param z slice of the target grid
     * @param values real-world values, x fastest; {@code NaN} where a tap touched padding. Valid during the call only.
     */
    void slice(int z, double[] values) throws IOException;
}
