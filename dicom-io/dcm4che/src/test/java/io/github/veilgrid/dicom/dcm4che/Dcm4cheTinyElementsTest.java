package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.TinyElementsTest;

/** The same with dcm4che, whose own objects would be many times as large. */
class Dcm4cheTinyElementsTest extends TinyElementsTest {

    @Override
    protected String toolkit() {
        return "dcm4che";
    }
}
