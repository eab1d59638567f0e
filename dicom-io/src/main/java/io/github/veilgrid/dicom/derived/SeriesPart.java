package io.github.veilgrid.dicom.derived;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Which volume of a new series some images are.
 *
 * @param index from 0
 * @param count volumes of the series
 * @param seriesUid Series Instance UID, the same for all of them
 * @param frameOfReference Frame of Reference UID for a series whose source has none, the same for all of them
 * @param made when the series was made, in the zone that its data sets name
 */
public record SeriesPart(int index, int count, String seriesUid, String frameOfReference, LocalDateTime made) {

    private static final int ZONE = 0x00080201;
    /** -1200 to +1400 in PS3.3 section C.12.1.1.8; what is beyond is as good as none. */
    private static final String OFFSET = "[+-](0[0-9]|1[0-4])[0-5][0-9]";

    /** The parts of a new series. */
    public static List<SeriesPart> of(Template source, int count) {
        String seriesUid = newUid();
        String frameOfReference = newUid();
        LocalDateTime made = now(source.common().text(ZONE));
        return IntStream.range(0, count)
                .mapToObj(index -> new SeriesPart(index, count, seriesUid, frameOfReference, made)).toList();
    }

    /** Dates and times of a data set stand in the zone it names, else in the zone of this machine. */
    private static LocalDateTime now(String offset) {
        return LocalDateTime.now(offset.matches(OFFSET) ? ZoneOffset.of(offset) : ZoneId.systemDefault());
    }

    /** A UID made of a random UUID (PS3.5 section B.2). */
    static String newUid() {
        UUID uuid = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()).array();
        return "2.25." + new BigInteger(1, bytes);
    }
}
