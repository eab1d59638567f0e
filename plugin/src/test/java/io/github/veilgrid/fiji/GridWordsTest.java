package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.File;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What dialogs and macros can say of target grid and interpolation. */
class GridWordsTest {

    @ParameterizedTest
    @CsvSource({
        "'',Spacing", "'fit=box crop=10,10,0',Spacing", "isotropic,Isotropic", "untilt,Spacing", "'size=64,64,0 pad=20mm',Matrix",
        "'size=64,64,9 origin=0,0,0',Explicit"})
    void aLineOfWordsNamesTheGridElseTheSpacingDoes(String line, String kind) throws Exception {
        GridTarget target = GridWords.of("1,1,1", null, line, false).target().orElseThrow();
        assertEquals(kind, target.getClass().getSimpleName());
    }

    @Test
    void aSeriesGoesBeforeTheSpacingAndSlicesBeforeBoth() throws Exception {
        assertTrue(GridWords.of("1", new File("x"), "", false).target().orElseThrow() instanceof GridTarget.LikeSeries);
        assertEquals(new GridTarget.Spacing(0, 0, 2),
                GridWords.of("1", new File("x"), "slices=2", false).target().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"fitt=box", "fit", "spacing=2", "nonsense"})
    void anUnknownWordIsNamedWithTheKnownOnes(String word) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> GridWords.of("1", null, word, false));
        assertTrue(refused.getMessage().contains(word) && refused.getMessage().contains("crop"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void everyInterpolationIsOfferedAndDescribedInOneLine(Interpolation kernel) {
        String name = kernel.name().toLowerCase(Locale.ROOT);
        assertTrue(Kernels.names().contains(name));
        assertEquals(kernel, Kernels.named(name));
        String line = Kernels.describe(name);
        assertTrue(line.length() > 20 && line.length() < 90 && !line.contains("\n"), line);
    }
}
