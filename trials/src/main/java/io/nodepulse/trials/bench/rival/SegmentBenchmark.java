package io.nodepulse.trials.bench.rival;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.query.GeneratedHistory;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * What a day of some servers takes as segments of an hour and of a day, and the same samples with
 * all three figures in the time series databases that this machine has, merged and at rest.
 */
public final class SegmentBenchmark {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** In a segment of an hour. */
    private static final double GOAL_BYTES = 1.0;

    private final Path folder;
    private final Effort effort;
    private final long seed;
    private final Report report;
    private final Running running;
    private long samples;

    /**
     * @param folder the caller's to delete
     * @param running ends what is started
     */
    public SegmentBenchmark(Path folder, Effort effort, long seed, Report report, Running running) {
        this.folder = folder;
        this.effort = effort;
        this.seed = seed;
        this.report = report;
        this.running = running;
    }

    /** Measures ours, and theirs if there are any. */
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Instant end = Instant.now().truncatedTo(ChronoUnit.DAYS).minusSeconds(1);
        GeneratedHistory history = new GeneratedHistory(seed, 1, effort.neighbours(), end, true);
        double hours = ours(history, HOUR, "an hour");
        double days = ours(history, DAY, "a day");
        report.figure("samples", samples, "samples");
        report.figure("an hour, bytes per sample", hours, "bytes", Goal.atMost(GOAL_BYTES));
        report.figure("a day, bytes per sample", days, "bytes");
        for (Rival rival : Rival.find(folder)) {
            double bytes = theirs(rival, history);
            report.figure(rival.name() + ", bytes per sample", bytes, "bytes");
            report.figure("a day, to " + rival.name(), days / bytes, "ratio", Goal.atMost(1.0));
        }
    }

    private double ours(GeneratedHistory history, Duration range, String name)
            throws IOException, InterruptedException {
        report.say("Making segments of %s", name);
        MadeSegments made = new MadeSegments(range);
        long[] sequence = {0};
        history.read(
                (at, scrape) -> {
                    sequence[0] += scrape.size();
                    ProcessScrape columns = ProcessScrape.of(scrape);
                    made.add(
                            at,
                            new Readable(sequence[0], Epoch.ORIGIN, new Entry.Processes(columns)));
                });
        made.finish();
        samples = sequence[0];
        report.figure(name + ", written", samples / made.writeSeconds(), "samples/s");
        report.figure(name + ", read", samples / made.readSeconds(), "samples/s");
        return (double) made.bytes() / samples;
    }

    private double theirs(Rival rival, GeneratedHistory history)
            throws IOException, InterruptedException {
        report.say("Filling %s", rival.name());
        Path own = Files.createDirectories(folder.resolve(rival.name().replace(' ', '-')));
        Program program = rival.start(history, Exposition.ALL_FIGURES, own, running);
        rival.merge(program);
        program.close();
        return (double) size(rival.data(own)) / samples;
    }

    private static long size(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).mapToLong(SegmentBenchmark::bytes).sum();
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
