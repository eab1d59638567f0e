package io.github.veilgrid.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void objectsKeepTheirOrderAndNumbersStayOnALine() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("size", List.of(1, 2, 3));
        map.put("name", "a");
        map.put("inner", Map.of("x", 0.5));
        map.put("list", List.of("p", "q"));
        assertEquals("""
                {
                  "size": [1, 2, 3],
                  "name": "a",
                  "inner": {
                    "x": 0.5
                  },
                  "list": [
                    "p",
                    "q"
                  ]
                }
                """, Json.text(map));
    }

    @Test
    void textIsEscaped() {
        assertEquals("\"q\\\" b\\\\ n\\u000a \u00fc \\ud83d\\ude00\"\n", Json.text("q\" b\\ n\n \u00fc \ud83d\ude00"));
    }

    @Test
    void whatJsonCannotSayIsNull() {
        assertEquals("null\n", Json.text(Double.NaN));
        assertEquals("null\n", Json.text(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Json.text(new Object()));
    }

    @Test
    void emptyThingsAreWellFormed() {
        assertEquals("[]\n", Json.text(List.of()));
        assertEquals("{\n}\n", Json.text(Map.of()));
    }
}
