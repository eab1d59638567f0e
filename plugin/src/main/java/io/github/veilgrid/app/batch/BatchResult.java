package io.github.veilgrid.app.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one row.
 *
 * @param number of the row, from 1
 * @param status what happened
 * @param exitCode as a run of its own would have ended
 * @param message why it failed; paths of the input are left out
 * @param figures of a job that went well
 */
public record BatchResult(int number, Status status, int exitCode, String message, Optional<Done> figures) {

    /** What happened to a row. */
    public enum Status {
        DONE, DONE_BEFORE, FAILED
    }

    /**
     * Figures of a job.
     *
     * @param size of the result, such as 92x103x36
     * @param seconds in all
     * @param bytesUp to the remote party
     * @param bytesDown back
     * @param sampledMax largest error in the sample; empty where there could be none: nobody here knows where a private map leads
     * @param predictedBound of the plan
     */
    public record Done(String size, double seconds, long bytesUp, long bytesDown,
            Optional<Double> sampledMax, double predictedBound) {
    }

    static final List<String> HEADER = List.of("row", "status", "exitCode", "output", "size", "seconds", "bytesUp",
            "bytesDown", "sampledMax", "predictedBound", "message");

    /**
     * The figures in a line of results that {@link #cells} wrote.
     *
     * @throws NumberFormatException if they are none
     */
    static Optional<Done> figures(Map<String, String> cells) {
        if (cells.getOrDefault("seconds", "").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Done(cells.getOrDefault("size", ""), Double.parseDouble(cells.getOrDefault("seconds", "")),
                Long.parseLong(cells.getOrDefault("bytesup", "")), Long.parseLong(cells.getOrDefault("bytesdown", "")),
                Optional.of(cells.getOrDefault("sampledmax", "")).filter(cell -> !cell.isEmpty()).map(Double::valueOf), Double.parseDouble(cells.getOrDefault("predictedbound", ""))));
    }

    /** The result as cells under {@link #HEADER}. */
    List<String> cells() {
        return List.of(String.valueOf(number), status.name().toLowerCase(Locale.ROOT),
                String.valueOf(exitCode), status == Status.FAILED ? "" : String.format(Locale.ROOT, "%04d", number),
                figures.map(Done::size).orElse(""),
                figures.map(f -> String.valueOf(f.seconds)).orElse(""),
                figures.map(f -> String.valueOf(f.bytesUp)).orElse(""),
                figures.map(f -> String.valueOf(f.bytesDown)).orElse(""),
                figures.flatMap(Done::sampledMax).map(String::valueOf).orElse(""),
                figures.map(f -> String.valueOf(f.predictedBound)).orElse(""), message);
    }

    /** The result for a JSON report. */
    Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("row", number);
        map.put("status", status.name().toLowerCase(Locale.ROOT));
        map.put("exitCode", exitCode);
        map.put("message", message);
        figures.ifPresent(f -> {
            map.put("size", f.size);
            map.put("seconds", f.seconds);
            map.put("bytesUp", f.bytesUp);
            map.put("bytesDown", f.bytesDown);
            f.sampledMax.ifPresent(error -> map.put("sampledMax", error));
            map.put("predictedBound", f.predictedBound);
        });
        return map;
    }
}
