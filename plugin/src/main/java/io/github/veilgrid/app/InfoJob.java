package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.dicom.FolderSummary;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SeriesSummary;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.nifti.NiftiReader;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.JobPlanCodec;
import io.github.veilgrid.remote.ChunkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what a DICOM folder, a NIfTI file, a job or an encrypted file holds. Needs no key. Thread safe. */
public final class InfoJob {

    private static final int MOST_VOLUMES = 12;

    private InfoJob() {
    }

    /**
     * @param toolkit DICOM toolkit to read with; empty takes the best there is
     * @return one line for each thing found
     * @throws JobFailure if the path is none of these
     */
    public static List<String> run(Path path, Optional<String> toolkit) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            if (!Files.exists(path)) {
                throw new JobFailure(Kind.INPUT, path + " does not exist: check the path.");
            }
            if (Files.isRegularFile(path) && isChunk(path)) {
                return file(path);
            }
            JobFolder job = new JobFolder(path);
            if (Files.isDirectory(job.send()) && Files.isDirectory(job.keep())) {
                List<String> lines = new ArrayList<>();
                List<byte[]> ids = job.readIds();
                lines.add(path + ": job " + HexFormat.of().formatHex(ids.get(0))
                        + (ids.size() == 1 ? "" : ", the first of " + ids.size() + " volumes"));
                lines.addAll(chunks(job.send()));
                lines.add(job.keep() + ": sealed under the owner's key; keep it in the house");
                return lines;
            }
            if (Files.isDirectory(path) && holdsChunks(path)) {
                return chunks(path);
            }
            return Files.isRegularFile(path) && NiftiReader.recognises(path) ? nifti(path) : series(path, toolkit);
        });
    }

    private static boolean isChunk(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Chunk.recognises(in.readNBytes(Chunk.HEADER_BYTES));
        }
    }

    private static List<String> file(Path path) throws IOException {
        byte[] bytes = ChunkFolder.read(path);
        Chunk.Kind kind = Chunk.statedKind(bytes)
                .orElseThrow(() -> new WireFormatException(path + " is not a whole Veilgrid chunk"));
        Chunk chunk = Chunk.parse(bytes, kind);
        return kind == Chunk.Kind.PLAN ? plan(path, chunk) : List.of(path + ": " + words(kind) + " " + chunk.index()
                + " of job " + HexFormat.of().formatHex(chunk.jobId()) + ", " + Figures.bytes(bytes.length)
                + ", whole and unaltered");
    }

    private static String words(Chunk.Kind kind) {
        return kind == Chunk.Kind.PLANE ? "encrypted plane" : "encrypted answer";
    }

    private static boolean holdsChunks(Path folder) throws JobFailure, IOException {
        ChunkFolder files = new ChunkFolder(folder);
        return VolumeFolders.count(folder) > 1 || Files.isRegularFile(files.plan()) || Files.isRegularFile(files.answer(0));
    }

    private static List<String> chunks(Path folder) throws JobFailure, IOException {
        int volumes = VolumeFolders.count(folder);
        List<String> lines = new ArrayList<>();
        for (int volume = 0; volume < volumes; volume++) {
            lines.addAll(chunksOfVolume(VolumeFolders.of(folder, volume, volumes)));
        }
        return lines;
    }

    private static List<String> chunksOfVolume(Path folder) throws IOException {
        ChunkFolder files = new ChunkFolder(folder);
        if (Files.isRegularFile(files.plan())) {
            Chunk chunk = Chunk.parse(ChunkFolder.read(files.plan()), Chunk.Kind.PLAN);
            return plan(folder, chunk);
        }
        int answers = 0;
        long bytes = 0;
        while (Files.isRegularFile(files.answer(answers))) {
            bytes += Files.size(files.answer(answers++));
        }
        return List.of(folder + ": " + answers + " encrypted answers, " + Figures.bytes(bytes)
                + "; 'veilgrid decrypt' opens them");
    }

    private static List<String> plan(Path path, Chunk chunk) throws WireFormatException {
        JobPlan plan = JobPlanCodec.fromBytes(chunk.payload());
        PlaneLayout layout = new PlaneLayout(plan);
        return List.of(
                path + ": request of job " + HexFormat.of().formatHex(chunk.jobId()),
                "  " + axes(plan, true) + " voxels to " + axes(plan, false) + ", "
                        + plan.kernel().description()
                        + (plan instanceof PrivatePlan ? ", by a map that the remote party gives" : ""),
                String.format(Locale.ROOT, "  N = %d, log2 q = %.1f, %d-bit security; %d planes up (%s), %d down (%s)",
                        plan.parameters().ringDimension(), plan.parameters().log2Modulus(),
                        plan.parameters().securityBits(), plan.planesUp(), Figures.bytes(layout.bytesUp()),
                        plan.planesDown(), Figures.bytes(layout.bytesDown())));
    }

    private static String axes(JobPlan plan, boolean source) {
        List<String> counts = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            counts.add(String.valueOf(source ? plan.inputs(axis) : plan.outputs(axis)));
        }
        return String.join(" x ", counts);
    }

    private static List<String> nifti(Path path) throws IOException {
        Scan scan = NiftiReader.read(path).scan();
        int volumes = scan.volumes().size();
        return List.of(path + ": NIfTI, " + Figures.grid(scan.grid())
                + (volumes > 1 ? ", " + volumes + " volumes: choose with --volume 0 to " + (volumes - 1) + ", or all" : ""));
    }

    private static List<String> series(Path path, Optional<String> name) throws IOException {
        List<String> lines = new ArrayList<>();
        int number = 0;
        DicomToolkit toolkit = Toolkits.installed().choose(name);
        FolderSummary folder = SeriesReader.survey(path, ReadOptions.standard().withToolkit(toolkit.name()));
        for (SeriesSummary series : folder.series()) {
            number++;
            lines.add("#" + number + "  " + series.modality() + ", " + series.images() + " images"
                    + series.grid().map(grid -> ", " + Figures.grid(grid)).orElse(""));
            lines.add("    series " + series.seriesUid()
                    + (series.number().isEmpty() ? "" : ", number " + series.number()));
            if (series.volumes().size() > 1) {
                lines.add("    " + volumes(series.volumes()));
            }
            series.remarks().forEach(remark -> lines.add("    note: " + remark));
            series.refusal().ifPresent(reason -> lines.add("    cannot be regridded: " + reason));
        }
        folder.remarks().forEach(remark -> lines.add("note: " + remark));
        lines.add(toolkit(toolkit));
        return lines;
    }

    private static String volumes(List<String> labels) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_VOLUMES, labels.size()); i++) {
            words.add("--volume " + i + ": " + labels.get(i));
        }
        return labels.size() + " volumes: " + String.join(", ", words)
                + (labels.size() > MOST_VOLUMES ? " and so on" : "") + "; or --volume all";
    }

    /** The one in use, the others that could be asked for, and why one that was expected is not among them. */
    private static String toolkit(DicomToolkit used) {
        Toolkits installed = Toolkits.installed();
        List<String> others = installed.found().stream().filter(toolkit -> toolkit != used)
                .map(DicomToolkit::title).toList();
        return "read with " + used.title() + (others.isEmpty() ? "" : "; also here: " + String.join(", ", others))
                + (installed.troubles().isEmpty() ? "" : "; " + String.join("; ", installed.troubles()));
    }
}
