package io.github.veilgrid.regrid.plan;

/**
 * What carrying out a plan costs.
 *
 * @param bytesUp to the remote party
 * @param bytesDown back
 * @param encrypt seconds of one of the owner's cores
 * @param remote seconds of one of the remote party's cores
 * @param decrypt seconds of one of the owner's cores
 * @param ownerMemory bytes that the owner works in, without the few chunks that wait on their way
 * @param remoteMemory bytes that the remote party works in
 */
public record Forecast(double bytesUp, double bytesDown, double encrypt, double remote, double decrypt,
        double ownerMemory, double remoteMemory) {

    /** Bytes in both directions. */
    public double bytes() {
        return bytesUp + bytesDown;
    }

    /** Seconds of one core, both sides. */
    public double computing() {
        return encrypt + remote + decrypt;
    }

    /** Bytes that both sides work in. */
    public double memory() {
        return ownerMemory + remoteMemory;
    }
}
