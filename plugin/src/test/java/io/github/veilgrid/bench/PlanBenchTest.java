package io.github.veilgrid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.regrid.plan.Prices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanBenchTest {

    @Test
    void everyStageOfTheJobsAskedForStandsBesideItsPrediction() throws Exception {
        List<String> lines = new ArrayList<>();
        PlanBench bench = new PlanBench(() -> Prices.REFERENCE, lines::add);
        bench.run("linear-small");
        assertEquals(List.of("encrypt-linear-small", "predicted-encrypt-linear-small", "remote-linear-small",
                "predicted-remote-linear-small", "decrypt-linear-small", "predicted-decrypt-linear-small"),
                bench.figures().stream().map(Figure::name).toList());
        for (Figure figure : bench.figures()) {
            assertTrue(figure.value() > 0 && Double.isFinite(figure.value()), figure.toString());
        }
        assertTrue(lines.get(lines.size() - 1).startsWith("linear-small "), lines.toString());
    }
}
