package io.github.veilgrid.dicom;

/** The built-in toolkit keeps the contract. */
class BuiltinToolkitTest extends ToolkitContract {

    @Override
    protected String name() {
        return "built-in";
    }
}
