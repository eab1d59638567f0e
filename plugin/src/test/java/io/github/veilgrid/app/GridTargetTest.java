package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"1,0.5,2", "1x0.5x2", "1 0.5 2", " 1, 0.5 , 2 ", "1.0X.5x2", "1;0.5;2", "1 x 0.5 x 2"})
    void allUsualNotationsMeanTheSame(String text) {
        assertEquals(new GridTarget.Spacing(1, 0.5, 2), GridTarget.Spacing.parse(text));
    }

    @Test
    void oneNumberIsIsotropic() {
        assertEquals(new GridTarget.Spacing(1.5, 1.5, 1.5), GridTarget.Spacing.parse("1.5"));
    }

    @Test
    void zeroKeepsAnAxis() {
        assertEquals(new GridTarget.Spacing(0, 0, 1), GridTarget.Spacing.parse("0,0,1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,1", "1,1,1,1", "a", "1,b,1", "-1", "NaN", "1,1,Infinity", "1mm"})
    void nonsenseIsRefusedInASentence(String text) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> GridTarget.Spacing.parse(text));
        assertTrue(refusal.getMessage().contains("spacing"), refusal.getMessage());
    }
}
