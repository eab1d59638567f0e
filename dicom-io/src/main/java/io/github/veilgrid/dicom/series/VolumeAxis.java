package io.github.veilgrid.dicom.series;

/** Along what the volumes of one series lie beside one another. */
public enum VolumeAxis {
    /** There is only one. */
    NONE,
    /** Points in time: one quantity, measured again. */
    TIME,
    /** Echo times of one excitation: one quantity that decays. */
    ECHO,
    /** Diffusion weightings. */
    DIFFUSION,
    /** Stacks, magnitude and phase: things of their own. */
    KIND;

    /** Whether all volumes may be taken as one scan and written as one series. */
    public boolean oneQuantity() {
        return this != KIND;
    }
}
