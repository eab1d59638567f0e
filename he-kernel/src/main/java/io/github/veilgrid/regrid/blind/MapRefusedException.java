package io.github.veilgrid.regrid.blind;

import java.io.IOException;

/**
 * The remote party's own map does not go with the owner's plan. The sentence is for the remote party: it tells of the map,
 * so it must not be sent to the owner.
 */
public final class MapRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    public MapRefusedException(String sentence) {
        super(sentence);
    }
}
