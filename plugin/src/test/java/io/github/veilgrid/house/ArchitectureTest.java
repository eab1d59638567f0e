package io.github.veilgrid.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house: who may know whom. */
class ArchitectureTest {

    private static final String ROOT = "io.github.veilgrid.";
    private static JavaClasses house;

    @BeforeAll
    static void readClasses() {
        house = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.veilgrid");
        for (String room : new String[] {"grid", "he.ring", "he.ckks", "regrid.blind", "regrid.owner", "dicom", "remote",
            "remote.server", "app", "cli", "fiji", "bridge"}) {
            assertTrue(house.containPackage(ROOT + room), "the rules see " + room);
        }
    }

    @Test
    void gridKnowsNothingOfOurs() {
        noClasses().that().resideInAPackage(ROOT + "grid..")
                .should().dependOnClassesThat(resideInAPackage("io.github.veilgrid..")
                        .and(not(resideInAPackage(ROOT + "grid..")))).check(house);
    }

    @Test
    void theKernelIsUsableByItself() {
        noClasses().that().resideInAPackage(ROOT + "he..")
                .should().dependOnClassesThat(resideInAPackage("io.github.veilgrid..")
                        .and(not(resideInAPackage(ROOT + "he..")))).check(house);
    }

    @Test
    void theBlindSideKnowsOnlyTheKernelAndTheWire() {
        classes().that().resideInAPackage(ROOT + "regrid.blind..")
                .should().onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", ROOT + "he..", ROOT + "regrid.wire..", ROOT + "regrid.blind..")).check(house);
    }

    @Test
    void theBlindSideHoldsNoKey() {
        noClasses().that().resideInAnyPackage(ROOT + "regrid.blind..", ROOT + "regrid.wire..", ROOT + "remote..")
                .should().dependOnClassesThat().haveNameMatching(".*\\.(SecretKey|Encryptor|Decryptor|MasterKey|JobKey)")
                .check(house);
    }

    @Test
    void readingDicomKnowsNoCryptography() {
        noClasses().that().resideInAPackage(ROOT + "dicom..")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + "he..", ROOT + "regrid..", ROOT + "remote..")
                .check(house);
    }

    @Test
    void jobsKnowNoUserInterface() {
        noClasses().that().resideInAPackage(ROOT + "app..")
                .should().dependOnClassesThat().resideInAnyPackage("ij..", "org.scijava..", "picocli..",
                        "javax.swing..", "java.awt.event..", ROOT + "cli..", ROOT + "fiji..", ROOT + "bench..")
                .check(house);
    }

    @Test
    void onlyFacesKnowImageJSciJavaAndPicocli() {
        noClasses().that(resideInAPackage("io.github.veilgrid..").and(not(resideInAnyPackage(
                        ROOT + "cli..", ROOT + "fiji..", ROOT + "bridge..", ROOT + "bench.."))))
                .should().dependOnClassesThat().resideInAnyPackage("ij..", "org.scijava..", "net.imagej..", "picocli..")
                .check(house);
    }

    @Test
    void theWayToTheRemotePartyKnowsOnlyWhatTheRemotePartyMayKnow() {
        classes().that().resideInAPackage(ROOT + "remote")
                .should().onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "javax.net.ssl..", ROOT + "he.wire..", ROOT + "regrid.wire..", ROOT + "regrid.blind..",
                        ROOT + "remote")).check(house);
    }

    @Test
    void theServerKnowsOnlyTheProtocolTheBlindSideAndJetty() {
        classes().that().resideInAPackage(ROOT + "remote.server..")
                .should().onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "org.eclipse.jetty..", ROOT + "he.wire..", ROOT + "regrid.wire..",
                        ROOT + "regrid.blind..", ROOT + "remote..")).check(house);
    }

    @Test
    void onlyTheServerMayKnowJetty() {
        noClasses().that().resideOutsideOfPackage(ROOT + "remote.server..")
                .should().dependOnClassesThat().resideInAnyPackage("org.eclipse.jetty..", "jakarta.servlet..")
                .check(house);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.github.veilgrid.(**)").should().beFreeOfCycles().check(house);
    }
}
