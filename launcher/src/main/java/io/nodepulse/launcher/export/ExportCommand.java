package io.nodepulse.launcher.export;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.TerminalCommand;
import io.nodepulse.launcher.api.TimeConverter;
import io.nodepulse.launcher.audit.TrustedKeys;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes samples of segments as Parquet without any server. Exit code 0 if all is written, 1 if a
 * segment is not what was signed or leaves are missing, 2 if there is nothing to write, or no place
 * for it.
 */
@Command(
        name = "export",
        header = "Writes the process samples of segments as Parquet, for other programs.",
        description = {
            "Reads every segment whole first and computes from it what was signed; nothing is"
                    + " written if one is not that. A file for each day (UTC) and server:",
            "  FOLDER/day=2026-03-01/server=ID/samples.parquet",
            "A file that has its name is whole. Exit code 1 if a segment is not what was signed, or"
                    + " if leaves are missing between two; 2 if there is nothing to write, or"
                    + " something there that would be written again."
        })
public final class ExportCommand extends TerminalCommand {

    @Parameters(
            paramLabel = "DIR",
            description = "The folder of the segments, nodepulse.segments.directory.")
    private String place = "";

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            required = true,
            description = "Where the files go; made if it is not there.")
    private Path folder = Path.of("");

    @SuppressWarnings("unused") // other words are refused where the line is parsed
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet, which there is alone so far.")
    private ExportFormat format = ExportFormat.PARQUET;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Samples from then on, such as 2026-03-01T12:00:00Z or 2026-03-01.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Samples before that time.")
    private @Nullable Instant to;

    @Option(
            names = "--server",
            paramLabel = "NAME_OR_ID",
            description = "Of that server only; may be repeated.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--skip-existing",
            description =
                    "Leaves files that are there as they are: goes on after an export that ended"
                            + " early.")
    private boolean skipExisting;

    @Mixin private TrustedKeys trusted = new TrustedKeys();

    @Override
    protected int run(PrintWriter out) {
        if (trusted.given()) {
            trusted.keys();
        }
        if (place.startsWith("s3://")) {
            throw new BadInputException(
                    "segments of a bucket have to be in a folder first: copy %s with any tool"
                            .formatted(place));
        }
        TimeSpan span = span();
        try {
            SegmentStock stock = SegmentStock.of(Path.of(place), span);
            return new ExportRun(stock, span, servers, folder, skipExisting, trusted, out).run();
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailedException(
                    "the export ended early, %s: what has its name in %s is whole, %s goes on"
                            .formatted(e.getMessage(), folder, "--skip-existing"),
                    e);
        }
    }

    private TimeSpan span() {
        TimeSpan span =
                new TimeSpan(
                        from == null ? TimeSpan.EVER.from() : from,
                        to == null ? TimeSpan.EVER.to() : to);
        if (span.isEmpty()) {
            throw new BadInputException("--from must be before --to");
        }
        return span;
    }
}
