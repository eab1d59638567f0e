package io.github.veilgrid.app.batch;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.OutsideRule;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.TargetWords;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One job of a batch, as asked for; it is understood only when its turn comes, so that a bad row fails alone.
 *
 * @param number from 1
 * @param cells of its row in the table: series, choice, volume, those of {@link TargetWords}, interpolation, antialias,
 *     outside, tolerance
 * @param base folder that relative paths start from
 * @param files the series' own files, where the folder was searched already; empty if it is still to be searched
 * @param damage why the series is refused already
 */
record BatchRow(int number, Map<String, String> cells, Path base, List<Path> files, Optional<String> damage) {

    BatchRow {
        files = List.copyOf(files);
    }

    /** What makes it this job and no other; a number alone does not, since tables are edited and folders grow. */
    String identity(Optional<GridTarget> fallback) {
        Map<String, String> said = new TreeMap<>(cells);
        said.values().removeIf(String::isEmpty);
        if (!files.isEmpty()) {
            said.remove("series");
        }
        return said + " " + (namesTarget() ? "" : fallback.map(Object::toString).orElse(""));
    }

    private boolean namesTarget() {
        try {
            return words().target().isPresent();
        } catch (JobFailure | IllegalArgumentException nonsense) {
            return true;
        }
    }

    BatchRow numbered(int other) {
        return new BatchRow(other, cells, base, files, damage);
    }

    /** Every place that may be called after a patient. */
    List<Path> places() {
        List<Path> places = new ArrayList<>(files);
        for (String name : List.of("series", "like", "grid", "affine")) {
            cell(name).ifPresent(text -> places.add(base.resolve(text)));
        }
        return places;
    }

    /** What the result's folder is called: the row's number, since names of folders may name patients. */
    String name() {
        return String.format(Locale.ROOT, "%04d", number);
    }

    /** Where the series lies, for the user's own eyes. */
    String series() {
        return cells.getOrDefault("series", "");
    }

    /**
     * @param fallback target for rows that name none
     * @param preference what counts
     * @throws IllegalArgumentException with a sentence if a cell makes no sense
     */
    RegridRequest.Builder request(Optional<GridTarget> fallback, Path output, Preference preference) throws JobFailure {
        if (series().isEmpty()) {
            throw new IllegalArgumentException("row " + number + " names no series (column 'series')");
        }
        RegridRequest.Builder builder = RegridRequest.of(base.resolve(series()), target(fallback))
                .framing(words().framing())
                .output(output.resolve(name())).threads(1);
        if (!files.isEmpty()) {
            builder.files(files);
        }
        cell("choice").ifPresent(builder::choice);
        builder.preference(preference);
        cell("interpolation").ifPresent(text ->
                builder.interpolation(choice(Interpolation.class, text)));
        cell("antialias").ifPresent(text -> builder.antialias(choice(Antialias.class, text)));
        cell("outside").ifPresent(text -> builder.outside(OutsideRule.parse(text)));
        cell("tolerance").ifPresent(text -> builder.tolerance(number(text)));
        cell("volume").ifPresent(text -> builder.volume((int) number(text)));
        return builder;
    }

    private TargetWords words() {
        return new TargetWords(cells, base, false);
    }

    private GridTarget target(Optional<GridTarget> fallback) throws JobFailure {
        return words().target().or(() -> fallback).orElseThrow(() -> new IllegalArgumentException(
                "row " + number + " names no target: fill its column 'spacing' or 'like', or give --spacing"));
    }

    private Optional<String> cell(String name) {
        return Optional.ofNullable(cells.get(name)).filter(text -> !text.isEmpty());
    }

    private <E extends Enum<E>> E choice(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("row " + number + ": '" + text + "' is no "
                    + type.getSimpleName().toLowerCase(Locale.ROOT), e);
        }
    }

    private double number(String text) {
        try {
            return Double.parseDouble(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("row " + number + ": '" + text + "' is not a number", e);
        }
    }
}
