package io.github.veilgrid.app.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "Series,Spacing\na,1x1x1\nb,2\n",
        "\uFEFFseries;spacing\r\na;1x1x1\r\nb;2",
        "series\tspacing\n# a comment\na\t1x1x1\n\n\nb\t2\n",
        "\"series\",\"spacing\"\r\n\"a\",\"1x1x1\"\r\n\"b\",\"2\"\r\n"})
    void spreadsheetsOfAllHabitsReadTheSame(String text) {
        assertEquals(List.of(Map.of("series", "a", "spacing", "1x1x1"), Map.of("series", "b", "spacing", "2")),
                CsvTable.read(text));
    }

    @Test
    void quotesKeepSeparatorsLineBreaksAndQuotes() {
        assertEquals(List.of(Map.of("series", "a, \"b\"\nc", "spacing", "")),
                CsvTable.read("series,spacing\n\"a, \"\"b\"\"\nc\"\n"));
    }

    @Test
    void whatIsWrittenReadsBack() {
        List<String> cells = List.of("x,y", "a \"b\"", "plain", "");
        String text = CsvTable.line(List.of("a", "b", "c", "d")) + CsvTable.line(cells);
        assertEquals(cells, List.copyOf(CsvTable.read(text).get(0).values()));
    }
}
