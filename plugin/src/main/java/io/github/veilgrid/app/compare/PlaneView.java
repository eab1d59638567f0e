package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.SlicePicture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One plane of the patient in four pictures.
 *
 * @param view which plane
 * @param source the scan on its own grid
 * @param seen what the remote party sees: bytes of ciphertexts
 * @param result what came back
 * @param difference result minus the same resampling in the clear, where the scan was at hand to compute it
 */
public record PlaneView(
        View view, SlicePicture source, SlicePicture seen, SlicePicture result,
        Optional<SlicePicture> difference) {

    /**
     * All three planes.
     *
     * @param scan planes of the scan
     * @param seen bytes of ciphertexts
     * @param from where the ciphertexts begin in them
     * @param result planes of the result
     * @param clear planes of the resampling in the clear
     */
    public static List<PlaneView> of(
            MiddlePlanes scan, byte[] seen, int from, MiddlePlanes result, MiddlePlanes clear) {
        return Arrays.stream(View.values()).map(view -> {
            SlicePicture source = scan.picture(view);
            SlicePicture after = result.picture(view);
            return new PlaneView(view, source, source.ofBytes(seen, from), after,
                    Optional.of(after.minus(clear.picture(view))));
        }).toList();
    }

    /** The plane of the slices alone, without a difference. */
    public static PlaneView ofSlices(View view, MiddlePlanes scan, byte[] seen, int from, MiddlePlanes result) {
        SlicePicture source = scan.picture(view);
        return new PlaneView(view, source, source.ofBytes(seen, from), result.picture(view), Optional.empty());
    }
}
