package io.github.veilgrid.dicom.series;

import java.util.Map;
import java.util.Optional;

/** SOP classes (PS3.4 annex B.5) whose images make volumes, and the names of those that do not. */
public enum ImageClass {
    CT("1.2.840.10008.5.1.4.1.1.2", false),
    ENHANCED_CT("1.2.840.10008.5.1.4.1.1.2.1", true),
    LEGACY_CT("1.2.840.10008.5.1.4.1.1.2.2", true),
    MR("1.2.840.10008.5.1.4.1.1.4", false),
    ENHANCED_MR("1.2.840.10008.5.1.4.1.1.4.1", true),
    LEGACY_MR("1.2.840.10008.5.1.4.1.1.4.4", true),
    PET("1.2.840.10008.5.1.4.1.1.128", false),
    ENHANCED_PET("1.2.840.10008.5.1.4.1.1.130", true),
    LEGACY_PET("1.2.840.10008.5.1.4.1.1.128.1", true);

    /** The storage class of a DICOMDIR, which is no image. */
    public static final String DIRECTORY = "1.2.840.10008.1.3.10";

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry(DIRECTORY, "a DICOMDIR"),
            Map.entry("1.2.840.10008.5.1.4.1.1.1", "a Computed Radiography image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.1.1", "a Digital X-Ray image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.1.2", "a Digital Mammography image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.3.1", "an Ultrasound multi-frame image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.4.2", "MR Spectroscopy"),
            Map.entry("1.2.840.10008.5.1.4.1.1.4.3", "an Enhanced MR Color image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.6.1", "an Ultrasound image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.7", "a Secondary Capture image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.7.1", "a multi-frame Secondary Capture image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.7.2", "a multi-frame Secondary Capture image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.7.3", "a multi-frame Secondary Capture image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.7.4", "a multi-frame Secondary Capture image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.12.1", "an X-Ray Angiographic image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.12.2", "an X-Ray Radiofluoroscopic image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.20", "a Nuclear Medicine image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.6.2", "an Enhanced Ultrasound volume"),
            Map.entry("1.2.840.10008.5.1.4.1.1.11.1", "a Grayscale Presentation State"),
            Map.entry("1.2.840.10008.5.1.4.1.1.12.1.1", "an Enhanced X-Ray Angiographic image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.12.2.1", "an Enhanced X-Ray Radiofluoroscopic image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.13.1.1", "an X-Ray 3D Angiographic image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.13.1.2", "an X-Ray 3D Craniofacial image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.13.1.3", "a Breast Tomosynthesis image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.30", "a Parametric Map"),
            Map.entry("1.2.840.10008.5.1.4.1.1.66", "Raw Data"),
            Map.entry("1.2.840.10008.5.1.4.1.1.66.1", "a Spatial Registration"),
            Map.entry("1.2.840.10008.5.1.4.1.1.77.1.6", "a Whole Slide Microscopy image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.88.11", "a Structured Report"),
            Map.entry("1.2.840.10008.5.1.4.1.1.88.22", "a Structured Report"),
            Map.entry("1.2.840.10008.5.1.4.1.1.88.33", "a Structured Report"),
            Map.entry("1.2.840.10008.5.1.4.1.1.88.67", "a Radiation Dose Report"),
            Map.entry("1.2.840.10008.5.1.4.1.1.104.1", "an encapsulated PDF document"),
            Map.entry("1.2.840.10008.5.1.4.1.1.66.4", "a Segmentation"),
            Map.entry("1.2.840.10008.5.1.4.1.1.66.5", "a Surface Segmentation"),
            Map.entry("1.2.840.10008.5.1.4.1.1.481.1", "an RT Image"),
            Map.entry("1.2.840.10008.5.1.4.1.1.481.2", "an RT Dose"),
            Map.entry("1.2.840.10008.5.1.4.1.1.481.3", "an RT Structure Set"),
            Map.entry("1.2.840.10008.5.1.4.1.1.481.5", "an RT Plan"));

    private final String uid;
    private final boolean multiFrame;

    ImageClass(String uid, boolean multiFrame) {
        this.uid = uid;
        this.multiFrame = multiFrame;
    }

    public String uid() {
        return uid;
    }

    /** Whether one object holds many frames with functional groups. */
    public boolean multiFrame() {
        return multiFrame;
    }

    /** The class of one image per slice in which a derived series of this class is written. */
    public ImageClass classic() {
        return switch (this) {
            case CT, ENHANCED_CT, LEGACY_CT -> CT;
            case MR, ENHANCED_MR, LEGACY_MR -> MR;
            case PET, ENHANCED_PET, LEGACY_PET -> PET;
        };
    }

    public static Optional<ImageClass> of(String uid) {
        for (ImageClass known : values()) {
            if (known.uid.equals(uid)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Words for an object that is none of these. */
    public static String describe(String uid) {
        return OTHERS.getOrDefault(uid, uid.isEmpty() ? "of no SOP class" : "of the SOP class " + uid);
    }
}
