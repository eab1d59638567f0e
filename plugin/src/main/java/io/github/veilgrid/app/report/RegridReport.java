package io.github.veilgrid.app.report;

import io.github.veilgrid.grid.Grid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one job.
 *
 * @param input grid of the scan
 * @param output grid of the result
 * @param volumes time points or echoes that were regridded alike, each under a key of its own
 * @param parameters of the encryption
 * @param plan how the work was laid out
 * @param bytes what travelled
 * @param seconds where the time went
 * @param error how exact the result is, real-world units
 * @param peakMemoryBytes most heap that this process used during the job
 */
public record RegridReport(
        Grid input, Grid output, int volumes, Parameters parameters, Layout plan, Traffic bytes, Times seconds, Errors error,
        long peakMemoryBytes) {

    /**
     * @param ringDimension N
     * @param log2Modulus bits of the ciphertext modulus
     * @param securityBits what the parameters give, by the 2024 guidelines
     */
    public record Parameters(int ringDimension, double log2Modulus, int securityBits) {
    }

    /**
     * @param layout in words
     * @param tiles along x, y, z
     * @param blocks sets of tiles
     * @param rotations key switchings per block; the tile layout needs none
     */
    public record Layout(String layout, List<Integer> tiles, int blocks, int rotations) {
        public Layout {
            tiles = List.copyOf(tiles);
        }
    }

    /**
     * @param up bytes to the remote party
     * @param down bytes back
     */
    public record Traffic(long up, long down) {
    }

    /**
     * Seconds of each part. Encryption, the remote party's work, decryption and writing overlap where there is more than one
     * thread, so that together they exceed the total.
     *
     * @param remote NaN if the remote party was elsewhere and its time is not known; the total then leaves it out
     * @param total of all processes of the owner that had part in the job, what lies between the parts included
     */
    public record Times(double read, double encrypt, double remote, double decrypt, double write, double total) {
    }

    /**
     * @param predictedBound of |decrypted - float64 reference|, before rounding to stored integers
     * @param sampledMax largest difference found in the sample
     * @param sampledRms root mean square of the sample
     * @param sampledVoxels size of the sample
     * @param quantisation what rounding to stored integers adds at most: half a rescale slope
     */
    public record Errors(
            double predictedBound, double sampledMax, double sampledRms, int sampledVoxels, double quantisation) {
    }

    /** The report as JSON. */
    public String toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("input", geometry(input));
        root.put("output", geometry(output));
        root.put("volumes", volumes);
        root.put("parameters", fields("ringDimension", parameters.ringDimension, "log2Modulus", parameters.log2Modulus,
                "securityBits", parameters.securityBits));
        root.put("plan", fields("layout", plan.layout, "tiles", plan.tiles, "blocks", plan.blocks,
                "rotations", plan.rotations));
        root.put("bytes", fields("up", bytes.up, "down", bytes.down));
        root.put("seconds", fields("read", seconds.read, "encrypt", seconds.encrypt, "remote", seconds.remote,
                "decrypt", seconds.decrypt, "write", seconds.write, "total", seconds.total));
        root.put("error", fields("predictedBound", error.predictedBound, "sampledMax", error.sampledMax,
                "sampledRms", error.sampledRms, "sampledVoxels", error.sampledVoxels,
                "quantisation", error.quantisation));
        root.put("peakMemoryBytes", peakMemoryBytes);
        return Json.text(root);
    }

    private static Map<String, Object> geometry(Grid grid) {
        return fields("size", List.of(grid.size().x(), grid.size().y(), grid.size().z()),
                "spacing", List.of(grid.spacing(0), grid.spacing(1), grid.spacing(2)));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
