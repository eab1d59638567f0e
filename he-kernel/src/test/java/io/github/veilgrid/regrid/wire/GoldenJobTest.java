package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.Walk;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs kept as each version wrote them: read, regridded and answered byte for byte as then, or refused by name. */
class GoldenJobTest {

    @ParameterizedTest
    @CsvSource({"slots, SLOTS", "coefficients, COEFFICIENTS", "separable, SLOTS", "oblique, SLOTS", "oblique_two_passes, SLOTS"})
    void jobsOfVersion2AreAnsweredAsTheyWere(String kind, Packing packing) throws Exception {
        String folder = "v2/" + kind + "/";
        byte[] plan = read(folder + "plan.veil");
        JobPlan wire = JobPlanCodec.fromBytes(Chunk.parse(plan, Chunk.Kind.PLAN).payload());
        assertEquals(packing, wire.packing());
        assertEquals(kind.startsWith("oblique"), wire instanceof AffinePlan);
        assertEquals(kind.equals("oblique_two_passes"), wire instanceof AffinePlan oblique && oblique.twoPasses());
        assertEquals(kind.equals("separable"), wire instanceof WirePlan along && along.separable());
        List<byte[]> request = new ArrayList<>(List.of(plan));
        for (int plane = 0; plane < wire.planesUp(); plane++) {
            request.add(read(String.format(Locale.ROOT, "%splane-%05d.veil", folder, plane)));
        }
        List<byte[]> answers = Walk.regrid(request, 1);
        assertEquals(wire.planesDown(), answers.size());
        for (int w = 0; w < answers.size(); w++) {
            assertArrayEquals(read(String.format(Locale.ROOT, "%sanswer-%05d.veil", folder, w)), answers.get(w), "answer " + w);
        }
    }

    /** Version 1 had both polynomials of every ciphertext in its answers; no program but a trial ever sent it. */
    @ParameterizedTest
    @CsvSource({"slots", "coefficients", "coefficients_transformed", "oblique"})
    void jobsOfVersion1AreRefusedByTheirVersion(String kind) throws Exception {
        byte[] plan = read("v1/" + kind + "/plan.veil");
        WireFormatException e = assertThrows(WireFormatException.class, () -> Chunk.parse(plan, Chunk.Kind.PLAN));
        assertEquals("the chunk has version 1, this program reads version 2", e.getMessage());
    }

    /** Blocks of oblique plans had the same planes, whatever their tiles. */
    @Test
    void obliquePlansOfAnEarlierFormAreRefusedByName() throws Exception {
        byte[] payload = Chunk.parse(read("v2/oblique_earlier/plan.veil"), Chunk.Kind.PLAN).payload();
        WireFormatException e = assertThrows(WireFormatException.class, () -> JobPlanCodec.fromBytes(payload));
        assertEquals("the oblique plan is of an earlier version of this program; plan the job anew with this one", e.getMessage());
    }

    private static byte[] read(String name) throws Exception {
        try (InputStream in = GoldenJobTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
