package io.github.veilgrid.dicom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

/** A toolkit that is only half there does no harm and is explained. */
class ToolkitsTest {

    @Test
    void aMissingJarIsNamedByItsClass() {
        Throwable half = new ServiceConfigurationError("provider failed", new NoClassDefFoundError("org/slf4j/Logger"));
        assertEquals("a DICOM toolkit is only half there: the class org/slf4j/Logger is missing", Toolkits.explain(half));
    }

    @Test
    void aToolkitThatIsNotThereIsRefusedWithWhatIs() {
        Toolkits toolkits = new Toolkits(Toolkits.installed().found(), List.of("half of dcm4che is missing"));
        DicomException refusal = assertThrows(DicomException.class, () -> toolkits.choose(Optional.of("gdcm")));
        assertTrue(refusal.getMessage().contains("built-in"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("half of dcm4che is missing"), refusal.getMessage());
    }
}
