package io.github.veilgrid.cli;

import io.github.veilgrid.app.OutsideRule;
import io.github.veilgrid.regrid.plan.Outside;
import picocli.CommandLine.ITypeConverter;

/** Reads a rule for what lies outside. */
final class OutsideWord implements ITypeConverter<Outside> {

    @Override
    public Outside convert(String word) {
        return OutsideRule.parse(word);
    }
}
