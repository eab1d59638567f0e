package io.github.veilgrid.dicom;

/** The built-in toolkit reads what is written in unusual ways. */
class BuiltinEncodingTest extends EncodingContract {

    @Override
    protected String name() {
        return "built-in";
    }
}
