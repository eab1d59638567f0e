package io.github.veilgrid.app;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.regrid.plan.Forecast;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.Prices;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.SwitchedPlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ways to carry out a task side by side, with what each costs on this machine.
 *
 * @param ways the plan first
 * @param preference what the choice went by
 * @param prices of this machine
 */
record PlannedWays(List<RegridPlan> ways, Preference preference, Prices prices) {

    private static final String HEAD = "   %-6s%-5s%-12s%-16s%9s %9s %8s%10s%8s %8s %8s";
    private static final String ROW = " %s %-6d%-5s%-12s%-16s%9s %9s %8s%10s%8s %8s %8s";

    /** A table, and a sentence that says why the first row won. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Ways     seconds of one core of this machine; memory of owner and remote party");
        lines.add(String.format(Locale.ROOT, HEAD, "N", "bits", "tiles", "answers", "up", "down", "encrypt", "remote",
                "decrypt", "owner", "remote"));
        for (RegridPlan way : ways) {
            lines.add(row(way));
        }
        lines.add(why());
        return lines;
    }

    private String row(RegridPlan way) {
        Forecast forecast = way.forecast(prices);
        int[] tiles = way.tiles();
        return String.format(Locale.ROOT, ROW, way == ways.get(0) ? ">" : " ", way.parameters().ringDimension(),
                Math.round(way.parameters().log2Modulus()), tiles[0] + "x" + tiles[1] + "x" + tiles[2], answers(way.wire()),
                Figures.bytes(way.bytesUp()), Figures.bytes(way.bytesDown()), Figures.seconds(forecast.encrypt()),
                Figures.seconds(forecast.remote()), Figures.seconds(forecast.decrypt()),
                Figures.bytes((long) forecast.ownerMemory()), Figures.bytes((long) forecast.remoteMemory())).stripTrailing();
    }

    /** Where tiles are, "x, y" if weights along these axes go into them one after the other; and bits of answers. */
    private static String answers(JobPlan wire) {
        boolean separable = wire instanceof WirePlan along && along.packing().inSlots() && along.separable();
        return (separable ? "slots x, y " : wire.packing().inSlots() ? "slots " : "coeff ")
                + answerBits(wire).stream().map(String::valueOf).collect(Collectors.joining("+"));
    }

    /** Bits of a coefficient of b in answers, and of a where each has one. */
    private static List<Integer> answerBits(JobPlan wire) {
        return wire instanceof SwitchedPlan switched
                ? List.of(switched.answerForm().bodyBits(), switched.answerForm().maskBits())
                : List.of(((WirePlan) wire).bodyBits());
    }

    private String why() {
        String aim = switch (preference.aim()) {
            case BALANCE -> "for the least sum of computing and of transfer at " + megabits();
            case BYTES -> "for the fewest bytes in both directions";
            case TIME -> "for the least computing on both sides";
            case MEMORY -> "for the least memory of both sides, at most twice as slow as the fastest at " + megabits();
        };
        String chosen = "Chosen " + aim + " (--prefer " + preference.aim().name().toLowerCase(Locale.ROOT) + ")";
        if (ways.get(0).wire() instanceof PrivatePlan) {
            return chosen + " among all ways to cut slices into tiles.";
        }
        if (ways.size() == 1) {
            return chosen + "; no other way keeps the tolerance.";
        }
        return chosen + ": " + difference(ways.get(0), ways.get(1)) + " Decided at reference prices, so that a task has one "
                + "plan everywhere.";
    }

    private String megabits() {
        return Figures.significant(preference.bandwidth(), 4) + " Mbit/s";
    }

    private String difference(RegridPlan winner, RegridPlan next) {
        Forecast own = winner.forecast(Prices.REFERENCE);
        Forecast other = next.forecast(Prices.REFERENCE);
        return String.format(Locale.ROOT, "the next takes %+.1f %% of it (bytes %+.1f %%, computing %+.1f %%, memory %+.1f %%).",
                percent(preference.figure(other), preference.figure(own)), percent(other.bytes(), own.bytes()),
                percent(other.computing(), own.computing()), percent(other.memory(), own.memory()));
    }

    private static double percent(double figure, double than) {
        return 100 * (figure / than - 1);
    }

    /** The same as JSON. */
    String toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("prefer", preference.aim().name().toLowerCase(Locale.ROOT));
        root.put("bandwidthMbit", preference.bandwidth());
        root.put("ways", ways.stream().map(this::fields).toList());
        Map<String, Object> nanoseconds = new LinkedHashMap<>();
        prices.toMap().forEach((operation, price) -> nanoseconds.put(operation.name().toLowerCase(Locale.ROOT), price));
        root.put("nanoseconds", nanoseconds);
        return Json.text(root);
    }

    private Map<String, Object> fields(RegridPlan way) {
        Forecast forecast = way.forecast(prices);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ringDimension", way.parameters().ringDimension());
        fields.put("log2Modulus", way.parameters().log2Modulus());
        fields.put("layout", way.layout());
        fields.put("tiles", Arrays.stream(way.tiles()).boxed().toList());
        fields.put("answerBits", answerBits(way.wire()));
        fields.put("bytesUp", way.bytesUp());
        fields.put("bytesDown", way.bytesDown());
        fields.put("encryptSeconds", forecast.encrypt());
        fields.put("remoteSeconds", forecast.remote());
        fields.put("decryptSeconds", forecast.decrypt());
        fields.put("transferSeconds", preference.transfer(forecast));
        fields.put("ownerMemoryBytes", (long) forecast.ownerMemory());
        fields.put("remoteMemoryBytes", (long) forecast.remoteMemory());
        fields.put("predictedBound", way.predictedBound());
        return fields;
    }
}
