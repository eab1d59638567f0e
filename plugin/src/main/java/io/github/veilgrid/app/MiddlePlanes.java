package io.github.veilgrid.app;

import io.github.veilgrid.app.report.SlicePicture;
import io.github.veilgrid.grid.Grid;
import java.util.List;

/** Three planes through the middle of a volume, gathered while its slices pass. The last slice is drawn on top. */
final class MiddlePlanes {

    static final List<String> NAMES = List.of("in the image plane", "across rows", "across columns");

    private final Grid grid;
    private final double[] image;
    private final double[] acrossRows;
    private final double[] acrossColumns;

    MiddlePlanes(Grid grid) {
        this.grid = grid;
        this.image = new double[grid.size().slice()];
        this.acrossRows = new double[grid.size().x() * grid.size().z()];
        this.acrossColumns = new double[grid.size().y() * grid.size().z()];
    }

    void take(int z, double[] slice) {
        int width = grid.size().x();
        int height = grid.size().y();
        int depth = grid.size().z();
        if (z == OwnedResult.middleSlice(grid)) {
            System.arraycopy(slice, 0, image, 0, image.length);
        }
        int line = depth - 1 - z;
        System.arraycopy(slice, height / 2 * width, acrossRows, line * width, width);
        for (int y = 0; y < height; y++) {
            acrossColumns[line * height + y] = slice[y * width + width / 2];
        }
    }

    List<SlicePicture> pictures() {
        int width = grid.size().x();
        int height = grid.size().y();
        int depth = grid.size().z();
        return List.of(
                new SlicePicture(width, height, grid.spacing(0), grid.spacing(1), image),
                new SlicePicture(width, depth, grid.spacing(0), grid.spacing(2), acrossRows),
                new SlicePicture(height, depth, grid.spacing(1), grid.spacing(2), acrossColumns));
    }
}
