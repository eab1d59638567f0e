package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.blind.MapRefusedException;
import io.github.veilgrid.regrid.owner.AnswerRejectedException;
import io.github.veilgrid.regrid.owner.KeyException;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.remote.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Turns what the layers below throw into the one failure that faces show. */
final class JobFailures {

    /** The body of a job. */
    @FunctionalInterface
    interface Work<R> {
        R run() throws Exception;
    }

    private JobFailures() {
    }

    /**
     * Runs a job's body.
     *
     * @param malformed what it means when bytes from outside are not a sound chunk: {@link Kind#REMOTE} for answers,
     *     {@link Kind#INPUT} for requests
     */
    static <R> R guard(Kind malformed, Work<R> work) throws JobFailure {
        try {
            return work.run();
        } catch (JobFailure failure) {
            throw failure;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new JobFailure(Kind.CANCELLED, "Cancelled; nothing was left behind.");
        } catch (JobCancelledException cancelled) {
            throw new JobFailure(Kind.CANCELLED, "Cancelled; nothing was left behind.");
        } catch (DicomException | PlanRefusedException refused) {
            throw new JobFailure(Kind.INPUT, refused.getMessage(), refused);
        } catch (KeyException key) {
            throw new JobFailure(Kind.KEY, key.getMessage(), key);
        } catch (AnswerRejectedException rejected) {
            throw new JobFailure(Kind.ERROR_BOUND, rejected.getMessage(), rejected);
        } catch (ServiceException service) {
            throw new JobFailure(Kind.REMOTE, service.getMessage(), service);
        } catch (MapRefusedException map) {
            throw new JobFailure(Kind.INPUT, map.getMessage(), map);
        } catch (WireFormatException torn) {
            throw new JobFailure(malformed, torn.getMessage(), torn);
        } catch (IOException io) {
            throw ofIo(io);
        } catch (UncheckedIOException io) {
            throw ofIo(io.getCause());
        } catch (OutOfMemoryError memory) {
            throw new JobFailure(Kind.UNEXPECTED, "There is not enough memory for this job: give Java more "
                    + "(VEILGRID_JAVA_OPTIONS=-Xmx4g, or Edit > Options > Memory & Threads in Fiji), or use fewer "
                    + "threads.", memory);
        } catch (Exception bug) {
            throw new JobFailure(Kind.UNEXPECTED, "Something unforeseen went wrong (" + describe(bug)
                    + "); please report it with what you ran.", bug);
        }
    }

    private static JobFailure ofIo(IOException io) {
        if (io instanceof JobCancelledException || io.getCause() instanceof JobCancelledException) {
            return new JobFailure(Kind.CANCELLED, "Cancelled; nothing was left behind.");
        }
        if (io instanceof FileAlreadyExistsException taken) {
            return new JobFailure(Kind.USAGE, taken.getFile() + " came to be while this ran, by another run perhaps: name a new "
                    + "output and run again; nothing is ever overwritten.", io);
        }
        if (io instanceof NoSuchFileException missing) {
            return new JobFailure(Kind.INPUT, missing.getFile() + " does not exist: check the path.", io);
        }
        if (io instanceof AccessDeniedException denied) {
            return new JobFailure(Kind.INPUT, denied.getFile() + " cannot be opened: check its permissions.", io);
        }
        if (io instanceof FileSystemException file && file.getReason() != null) {
            return new JobFailure(Kind.UNEXPECTED, file.getFile() + ": " + file.getReason() + ".", io);
        }
        return new JobFailure(Kind.UNEXPECTED, describe(io) + ".", io);
    }

    private static String describe(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
