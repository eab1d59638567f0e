package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.EncodingContract;

/** dcm4che reads what is written in unusual ways. */
class Dcm4cheEncodingTest extends EncodingContract {

    @Override
    protected String name() {
        return "dcm4che";
    }
}
