package io.github.veilgrid.app;

import io.github.veilgrid.app.compare.MiddlePlanes;
import io.github.veilgrid.app.compare.PlaneView;
import io.github.veilgrid.app.compare.View;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.SlicePicture;
import io.github.veilgrid.app.report.TriplePicture;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the picture needs of the owner's side: the source slice nearest to the middle slice of the target.
 *
 * @param source grid of the scan
 * @param target grid of the result
 * @param values real-world values of the source slice
 */
record PictureSource(Grid source, Grid target, double[] values) {

    static PictureSource of(RegridPlan plan, VoxelSource volume) throws IOException {
        Grid source = plan.task().source();
        Grid target = plan.task().target();
        double[] values = new double[source.size().slice()];
        volume.readSlice(MiddlePlanes.where(target, source).slice(), values);
        return new PictureSource(source, target, values);
    }

    /** Draws source, ciphertext and result. */
    void write(Path file, byte[] planeChunk, double[] result) throws IOException {
        SlicePicture before = slice(source, values);
        SlicePicture after = slice(target, result);
        new TriplePicture(before, before.ofBytes(planeChunk, Chunk.HEADER_BYTES), after).write(file, List.of(
                "the scan\n" + Figures.spacing(source) + " mm",
                "what the remote party sees\nbytes of one plane of ciphertexts",
                "the result\n" + Figures.spacing(target) + " mm"));
    }

    /** The same as a plane of the report. */
    PlaneView plane(byte[] planeChunk, MiddlePlanes result) {
        MiddlePlanes scan = MiddlePlanes.where(target, source);
        scan.take(scan.slice(), values);
        return PlaneView.ofSlices(View.ofSlices(target), scan, planeChunk, Chunk.HEADER_BYTES, result);
    }

    private static SlicePicture slice(Grid grid, double[] values) {
        return new SlicePicture(grid.size().x(), grid.size().y(), grid.spacing(0), grid.spacing(1), values);
    }
}
