package io.github.veilgrid.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard itself must not need what it guards against; what it does in Fiji is tested on the installed zips. */
class OldJavaGuardTest {

    private static final int JAVA_8_CLASS_FILE = 52;

    @ParameterizedTest
    @ValueSource(classes = {OldJavaGuard.class, NeedsJava17.class})
    void java8CanReadIt(Class<?> type) throws Exception {
        try (DataInputStream in = new DataInputStream(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            assertEquals(0xCAFEBABE, in.readInt());
            in.readUnsignedShort();
            assertEquals(JAVA_8_CLASS_FILE, in.readUnsignedShort());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "11, 11", "17, 17", "21, 21", "25, 25"})
    void versionsOldAndNewAreUnderstood(String specification, int version) {
        assertEquals(version, OldJavaGuard.version(specification));
    }
}
