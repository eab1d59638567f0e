package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.plan.RegridPlan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowPackingTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4})
    void coefficientsComeBackWithinHalfOfWhatIsLeftOut(int dropped) throws Exception {
        CkksParameters parameters = CkksParameters.of(1024, 22);
        long q = parameters.prime(0);
        RowPacking packing = new RowPacking(parameters, dropped);
        assertEquals(1024 * (22 - dropped) / 8, packing.bytes());
        Random random = new Random(dropped);
        double[][] rows = {random.longs(1024, -(q / 2), q / 2 + 1).asDoubleStream().toArray()};
        long half = q / 2;
        rows[0][0] = half;
        rows[0][1] = -half;
        double[] exact = rows[0].clone();
        byte[] bytes = new byte[packing.bytes() + 7];
        packing.pack(rows, bytes, 7);
        double[][] back = new double[1][1024];
        packing.unpack(bytes, 7, back);
        double worst = 0;
        for (int i = 0; i < 1024; i++) {
            worst = Math.max(worst, Math.abs(back[0][i] - exact[i]));
        }
        assertTrue(worst <= (1 << dropped >> 1), "off by " + worst);
        assertTrue(dropped == 0 ? worst == 0 : worst > (1 << dropped) / 4.0, "off by " + worst);
    }

    @Test
    void jobsOfPlainNumbersSendFewerBitsThanTheirModulusHas() throws Exception {
        RegridPlan plan = Jobs.plan(Jobs.axial(new Size(128, 96, 40), 0.9, 0.9, 2.5), 0.9, 0.9, 1,
                Interpolation.LINEAR);
        WirePlan wire = (WirePlan) plan.wire();
        assertTrue(wire.droppedBits() > 0, plan.description());
        assertTrue(8.0 * plan.bytesUp() / (128 * 96 * 40) < 22, plan.description());
    }

    @Test
    void slotsAndSeveralPrimesHaveNoLowBitsToLeaveOut() {
        WireAxis axis = new WireAxis(8, 8, 8, 1, 0, 1, 1, 1);
        for (CkksParameters parameters : List.of(CkksParameters.of(1024, 22), CkksParameters.of(4096, 30, 30))) {
            Packing packing = parameters.limbs() == 1 ? Packing.SLOTS : Packing.COEFFICIENTS;
            assertThrows(IllegalArgumentException.class, () -> new WirePlan(Kernel.of(Interpolation.LINEAR),
                    List.of(axis, axis, axis), packing, 0, 1, 14, parameters));
        }
    }
}
