package io.github.veilgrid.bench;

/**
 * One measured figure.
 *
 * @param name stable name
 * @param value what was measured
 * @param unit unit of the value
 */
public record Figure(String name, double value, String unit) {
}
