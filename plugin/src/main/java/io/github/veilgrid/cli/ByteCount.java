package io.github.veilgrid.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes as people write them: 500k, 2M, 50G. */
final class ByteCount implements ITypeConverter<Long> {

    private static final Pattern COUNT = Pattern.compile("([1-9][0-9]{0,11})([kmg]?)");

    @Override
    public Long convert(String text) {
        Matcher matcher = COUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no number of bytes: write 500k, 2M or 50G");
        }
        int shift = 10 * " kmg".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
        return Long.parseLong(matcher.group(1)) << shift;
    }
}
