package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.owner.OwnerState;
import io.github.veilgrid.regrid.plan.RegridPlan;
import java.util.ArrayList;
import java.util.List;

/** The whole way of a job through bytes: encrypt everything, regrid blindly, decrypt from the kept state. */
public final class Walk {

    public record Result(double[][] slices, ErrorFigures figures, long bytesUp, long bytesDown) {
    }

    private static final BlindRegridder.Maps NO_MAP = plan -> {
        throw new AssertionError("this job needs a map");
    };

    private Walk() {
    }

    public static Result through(RegridPlan plan, VoxelSource volume, int threads) throws Exception {
        return through(plan, volume, threads, NO_MAP);
    }

    /** The same with a remote party that has a map of its own. */
    public static Result through(RegridPlan plan, VoxelSource volume, int threads, BlindRegridder.Maps maps) throws Exception {
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            List<byte[]> request = new ArrayList<>();
            byte[] state;
            try (OwnerEncryption encryption = new OwnerEncryption(plan, key, volume, threads)) {
                request.add(encryption.planChunk());
                for (int plane = 0; plane < encryption.planes(); plane++) {
                    request.add(encryption.encryptPlane(plane));
                }
                state = key.seal("state", encryption.state().toBytes());
            }
            List<byte[]> answers = regrid(request, threads, maps);
            JobKey reopened = JobKey.reopen(master, key.jobId());
            Size size = plan.task().target().size();
            double[][] slices = new double[size.z()][];
            OwnerState kept = OwnerState.fromBytes(reopened.unseal("state", state));
            try (OwnerDecryption decryption = new OwnerDecryption(kept, reopened, threads)) {
                for (byte[] answer : answers) {
                    decryption.decryptPlane(answer, (z, values) -> slices[z] = values.clone());
                }
                return new Result(slices, decryption.finish(), bytes(request), bytes(answers));
            }
        }
    }

    public static List<byte[]> regrid(List<byte[]> request, int threads) throws Exception {
        return regrid(request, threads, NO_MAP);
    }

    public static List<byte[]> regrid(List<byte[]> request, int threads, BlindRegridder.Maps maps) throws Exception {
        List<byte[]> answers = new ArrayList<>();
        try (BlindRegridder blind = new BlindRegridder(request.get(0), threads, maps)) {
            for (byte[] chunk : request.subList(1, request.size())) {
                blind.accept(chunk, (plane, answer) -> answers.add(answer));
            }
            blind.finish();
        }
        return answers;
    }

    private static long bytes(List<byte[]> chunks) {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }
}
