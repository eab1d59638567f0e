package io.github.veilgrid.app;

import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.wire.JobPlan;
import java.util.List;

/**
 * Fills a report from what plan, clock and check say.
 *
 * @param source grid of the scan
 * @param target grid of the result
 * @param slope real-world units of one stored integer
 * @param layout how voxels lie in ciphertexts, in words
 * @param blocks sets of tiles
 * @param volumes how many volumes went the same way
 */
record Reports(Grid source, Grid target, double slope, String layout, int blocks, int volumes) {

    RegridReport of(JobPlan wire, RegridReport.Traffic bytes, RegridReport.Times seconds, ErrorFigures error) {
        return new RegridReport(source, target, volumes,
                new RegridReport.Parameters(wire.parameters().ringDimension(), wire.parameters().log2Modulus(),
                        wire.parameters().securityBits()),
                new RegridReport.Layout(layout,
                        List.of(wire.tiles(0), wire.tiles(1), wire.tiles(2)), blocks, 0),
                bytes, seconds,
                new RegridReport.Errors(error.predictedBound(), error.sampledMax(), error.sampledRms(),
                        error.sampledVoxels(), 0.5 * slope),
                HeapPeak.bytes());
    }

    /** The worst of what the checks of all volumes found. */
    static ErrorFigures together(List<ErrorFigures> errors) {
        double most = 0;
        double squares = 0;
        int voxels = 0;
        for (ErrorFigures error : errors) {
            most = Math.max(most, error.sampledMax());
            squares += error.sampledRms() * error.sampledRms() * error.sampledVoxels();
            voxels += error.sampledVoxels();
        }
        return new ErrorFigures(errors.get(0).predictedBound(), most, voxels == 0 ? 0 : Math.sqrt(squares / voxels),
                voxels);
    }
}
