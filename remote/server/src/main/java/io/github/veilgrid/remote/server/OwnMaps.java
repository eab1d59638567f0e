package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.blind.MapRefusedException;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.remote.MapOffer;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's maps by their ids. An id is half a digest of a secret, the name and the content: the same after every restart as long as the
 * map is, another as soon as it is not, and nothing that a guess at the map could be held against. Immutable, thread safe.
 */
final class OwnMaps {

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 16;
    /** What owners are told of all of them fits one message of 64 KB. */
    private static final int MOST_MAPS = 200;
    /** Every pixel of a result is looked at before its job is taken; more are refused. */
    private static final long MOST_PIXELS = 1L << 24;

    private final Map<String, ServedMap> byId = new HashMap<>();
    private final List<MapOffer> offers = new ArrayList<>();

    /**
     * @param key file of that secret; made if there are maps and it is not there
     * @throws IllegalArgumentException with a sentence if a map's name will not do, two maps have one, or there are too many
     */
    OwnMaps(List<ServedMap> maps, Path key) throws IOException {
        if (maps.size() > MOST_MAPS) {
            throw new IllegalArgumentException("a service has at most " + MOST_MAPS + " maps of its own");
        }
        if (maps.stream().map(ServedMap::name).distinct().count() < maps.size()) {
            throw new IllegalArgumentException("two maps have the same name");
        }
        if (!maps.isEmpty()) {
            byte[] secret = secret(key);
            for (ServedMap map : maps) {
                String id = id(secret, map);
                offers.add(new MapOffer(map.name(), id, map.size(), map.reach()));
                byId.put(id, map);
            }
        }
    }

    private static byte[] secret(Path key) throws IOException {
        if (Files.isRegularFile(key) && Files.size(key) == KEY_BYTES) {
            return Files.readAllBytes(key);
        }
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        Path part = key.resolveSibling(key.getFileName() + ".tmp");
        Files.deleteIfExists(part);
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(part, secret);
        Files.move(part, key, StandardCopyOption.ATOMIC_MOVE);
        return secret;
    }

    private static String id(byte[] secret, ServedMap map) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(secret);
            sha.update((map.name() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(map.content()), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What owners are told. */
    List<MapOffer> offers() {
        return List.copyOf(offers);
    }

    /**
     * Refuses a job that is to have a map and names none that goes with its plan, or names one and needs none. Why, its owner is
     * not told: that would tell of the map.
     */
    void require(JobPlan plan, Optional<String> id) throws Refusal {
        if (plan instanceof PrivatePlan hidden) {
            ServedMap map = id.map(byId::get).orElseThrow(() -> new Refusal(Problem.MAP_REFUSED));
            if ((long) hidden.outputs(0) * hidden.outputs(1) > MOST_PIXELS) {
                throw new Refusal(Problem.PLAN_REFUSED);
            }
            try {
                map.maps().map(hidden).requireWithin(hidden);
            } catch (IOException e) {
                throw new Refusal(Problem.MAP_REFUSED, e);
            }
        } else if (id.isPresent()) {
            throw new Refusal(Problem.MAP_REFUSED);
        }
    }

    /**
     * What a job is regridded with.
     *
     * @param id of the map that its owner asked for
     */
    BlindRegridder.Maps of(Optional<String> id) {
        return plan -> {
            ServedMap map = id.map(byId::get).orElseThrow(() -> new WireFormatException("the job's map was changed or taken away"));
            try {
                return map.maps().map(plan);
            } catch (MapRefusedException e) {
                throw new WireFormatException("the map does not go with the plan", e);
            }
        };
    }
}
