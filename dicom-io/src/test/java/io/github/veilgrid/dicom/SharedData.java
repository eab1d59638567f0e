package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The data that lie beside the checkout; tests that need them are skipped, aloud, where they are absent. */
public final class SharedData {

    private SharedData() {
    }

    /** A file or folder of the shared data. */
    public static Path path(String name) {
        String told = System.getProperty("veilgrid.data", System.getenv("VEILGRID_DATA"));
        if (told != null) {
            return Path.of(told).resolve(name);
        }
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            Path data = here.resolve("shared/data");
            if (Files.isDirectory(data)) {
                return data.resolve(name);
            }
        }
        System.out.println("SKIPPED: no folder shared/data above the working directory");
        return abort("no folder shared/data above the working directory");
    }

    /** All files below a part of the shared data. */
    public static List<Path> files(String name) throws IOException {
        try (Stream<Path> walk = Files.walk(path(name))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Numbers of a NumPy file of float64 or int32, C order. */
    public static double[] npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getShort(8);
        String text = new String(bytes.array(), 10, header, StandardCharsets.ISO_8859_1);
        bytes.position(10 + header);
        if (text.contains("True")) {
            throw new IOException(file + ": Fortran order");
        }
        if (text.contains("<f8")) {
            double[] numbers = new double[bytes.remaining() / 8];
            bytes.asDoubleBuffer().get(numbers);
            return numbers;
        }
        if (text.contains("<i4")) {
            double[] numbers = new double[bytes.remaining() / 4];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = bytes.getInt();
            }
            return numbers;
        }
        throw new IOException(file + ": unexpected type " + text);
    }

    /** The numbers of one field of a small JSON file, nested arrays flattened. */
    public static double[] json(Path file, String field) throws IOException {
        String text = Files.readString(file);
        int start = text.indexOf('"' + field + '"');
        int end = text.indexOf('"', start + field.length() + 2);
        Matcher numbers = Pattern.compile("-?[0-9.]+(?:[eE][-+]?[0-9]+)?")
                .matcher(text.substring(start + field.length() + 2, end < 0 ? text.length() : end));
        return numbers.results().mapToDouble(result -> Double.parseDouble(result.group())).toArray();
    }
}
