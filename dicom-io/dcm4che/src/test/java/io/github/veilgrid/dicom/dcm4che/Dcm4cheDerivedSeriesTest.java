package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.DerivedSeriesTest;

/** The same with dcm4che, which is the preferred toolkit here. */
class Dcm4cheDerivedSeriesTest extends DerivedSeriesTest {
}
