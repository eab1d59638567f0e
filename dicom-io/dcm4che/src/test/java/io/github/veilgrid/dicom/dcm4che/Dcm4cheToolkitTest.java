package io.github.veilgrid.dicom.dcm4che;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veilgrid.dicom.ToolkitContract;
import io.github.veilgrid.dicom.data.Toolkits;
import org.junit.jupiter.api.Test;

/** dcm4che behind the seam keeps the contract, and is preferred where it is there. */
class Dcm4cheToolkitTest extends ToolkitContract {

    @Override
    protected String name() {
        return "dcm4che";
    }

    @Test
    void isPreferred() {
        assertEquals("dcm4che", Toolkits.installed().found().get(0).name());
    }
}
