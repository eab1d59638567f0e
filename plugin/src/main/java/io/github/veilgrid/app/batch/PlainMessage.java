package io.github.veilgrid.app.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages without the paths of the input: they may be called after patients, and tables of results are passed on. */
final class PlainMessage {

    private static final String STAND_IN = "the series";

    private PlainMessage() {
    }

    static String of(String message, List<Path> places) {
        String plain = message;
        List<Path> longestFirst = places.stream().distinct()
                .sorted(Comparator.comparingInt((Path place) -> place.toString().length()).reversed()).toList();
        for (Path place : longestFirst) {
            plain = withoutFiles(plain, place);
        }
        for (Path place : longestFirst) {
            plain = plain.replaceAll(Pattern.quote(place.toString()) + "(/[^:;,]*?)?(?=[:;, ]|$)", STAND_IN);
        }
        return plain;
    }

    /** Files are looked up one by one, since their names may hold blanks and anything else. */
    private static String withoutFiles(String message, Path place) {
        if (!message.contains(place.toString()) || !Files.isDirectory(place)) {
            return message.replace(place.toString(), STAND_IN);
        }
        String plain = message;
        try (Stream<Path> files = Files.walk(place)) {
            List<String> named = files.map(Path::toString).filter(message::contains)
                    .sorted(Comparator.comparingInt(String::length).reversed()).toList();
            for (String file : named) {
                plain = plain.replace(file, STAND_IN);
            }
        } catch (IOException | UncheckedIOException unlisted) {
            return plain;
        }
        return plain;
    }
}
