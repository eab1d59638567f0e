package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.JobStatus;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What an owner can do with a job, without HTTP: each method may be called again with the same arguments. The owner's name
 * comes from the {@link Gate}; jobs of others do not exist from here.
 */
final class JobApi {

    /** Plans are a few hundred bytes. */
    static final int MAX_PLAN_BYTES = 1 << 14;

    private final PlanReading reading = new PlanReading(JobShape::of);
    private final JobStore store;
    private final OwnMaps maps;
    private final Workshop workshop;
    private final Events events;
    private final Metrics metrics;
    private final Duration longestWait;

    /** @param longestWait longest time that a question for an answer is held */
    JobApi(JobStore store, OwnMaps maps, Workshop workshop, Events events, Metrics metrics, Duration longestWait) {
        this.store = store;
        this.maps = maps;
        this.workshop = workshop;
        this.events = events;
        this.metrics = metrics;
        this.longestWait = longestWait;
    }

    /** @param map id of the service's own map that the job needs */
    JobStatus create(String owner, String id, byte[] planChunk, Optional<String> map) throws Refusal {
        JobShape shape = shape(owner, id, planChunk);
        boolean known = store.knows(owner, id);
        if (!known) {
            maps.require(shape.plan(), map);
        }
        Job job;
        try {
            job = store.create(owner, shape, map);
        } catch (IOException e) {
            throw new Refusal(Problem.STORAGE_FULL, e);
        }
        if (!known) {
            metrics.jobsMade.increment();
            events.of("job-made", job);
        }
        return status(job);
    }

    private JobShape shape(String owner, String id, byte[] planChunk) throws Refusal {
        try {
            Chunk chunk = Chunk.parse(planChunk, Chunk.Kind.PLAN);
            if (!HexFormat.of().formatHex(chunk.jobId()).equals(id)) {
                throw new Refusal(Problem.CHUNK_DAMAGED);
            }
        } catch (WireFormatException e) {
            throw new Refusal(Problem.CHUNK_DAMAGED, e);
        }
        try {
            return reading.read(owner, planChunk);
        } catch (WireFormatException | RuntimeException e) {
            throw new Refusal(Problem.PLAN_REFUSED, e);
        }
    }

    JobStatus status(String owner, String id) throws Refusal {
        return status(store.find(owner, id));
    }

    private static JobStatus status(Job job) throws Refusal {
        if (job.state() == Job.State.FAILED) {
            throw new Refusal(Problem.JOB_FAILED);
        }
        return job.status();
    }

    /** Bytes that a plane of the job must have. */
    int planeBytes(String owner, String id, int plane) throws Refusal {
        JobShape shape = store.find(owner, id).shape();
        if (plane >= shape.planes()) {
            throw new Refusal(Problem.NOT_FOUND);
        }
        return shape.planeBytes(plane);
    }

    JobStatus putPlane(String owner, String id, int plane, InputStream body) throws Refusal, IOException {
        Job job = store.find(owner, id);
        JobFiles files = store.files(job);
        try {
            if (job.hasPlane(plane)) {
                files.comparePlane(plane, body);
            } else {
                files.writePlane(plane, body);
                metrics.bytesReceived.add(job.shape().planeBytes(plane));
                job.gained(plane);
                workshop.look(job);
            }
        } catch (WireFormatException | PacedInput.Broken e) {
            throw new Refusal(Problem.CHUNK_DAMAGED, e);
        } catch (PacedInput.TooSlow e) {
            throw new Refusal(Problem.TOO_SLOW, e);
        } catch (IOException e) {
            throw new Refusal(job.state() == Job.State.GONE ? Problem.UNKNOWN_JOB : Problem.STORAGE_FULL, e);
        }
        return status(job);
    }

    /**
     * An answer to be sent.
     *
     * @param near its bytes, if they are still in memory
     * @param file where it lies in any case
     */
    record Answer(Optional<byte[]> near, Path file) {
    }

    /**
     * An answer, once it is there; one that comes from the disk was checked.
     *
     * @return empty if it is not ready yet
     */
    Optional<Answer> answer(String owner, String id, int answer, Duration wait)
            throws Refusal, IOException, InterruptedException {
        Job job = store.find(owner, id);
        if (answer >= job.shape().answers()) {
            throw new Refusal(Problem.NOT_FOUND);
        }
        boolean there = job.awaitAnswer(answer, wait.compareTo(longestWait) > 0 ? longestWait : wait);
        job.touch();
        status(store.find(owner, id));
        if (!there) {
            return Optional.empty();
        }
        JobFiles files = store.files(job);
        Optional<byte[]> near = files.answerAtHand(answer);
        if (near.isEmpty() && !files.isWholeAnswer(answer)) {
            // Its owner will make the job anew from the stored planes; the answer comes out the same, or as good.
            events.of("answer-damaged", job);
            store.delete(job);
            throw new Refusal(Problem.UNKNOWN_JOB);
        }
        return Optional.of(new Answer(near, files.answer(answer)));
    }

    int answerBytes(String owner, String id, int answer) throws Refusal {
        return store.find(owner, id).shape().answerBytes(answer);
    }

    void delete(String owner, String id) throws IOException {
        try {
            Job job = store.find(owner, id);
            store.delete(job);
            events.of("job-deleted", job);
        } catch (Refusal gone) {
            // Deleting what is not there is no error: the first try may have worked and its answer been lost.
            return;
        }
    }
}
