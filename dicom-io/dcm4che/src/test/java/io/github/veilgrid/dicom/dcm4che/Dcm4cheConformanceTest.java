package io.github.veilgrid.dicom.dcm4che;

import io.github.veilgrid.dicom.ConformanceTest;

/** The same with dcm4che, which is the preferred toolkit here. */
class Dcm4cheConformanceTest extends ConformanceTest {
}
