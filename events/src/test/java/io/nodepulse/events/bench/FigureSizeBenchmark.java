package io.nodepulse.events.bench;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.Keyframe;
import io.nodepulse.events.wire.ProcessScrape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What optional figures of processes cost a sample, as entries of Valkey and in a segment: of what
 * the agent read of a machine that built software, with none, with the ten that most ask for, with
 * all.
 *
 * <pre>
 * mvn -q -pl events -am -Pevents-bench -DskipTests verify \
 *     -Dbench=io.nodepulse.events.bench.FigureSizeBenchmark
 * </pre>
 */
public final class FigureSizeBenchmark {

    private static final int SCRAPES_PER_KEYFRAME = 20;
    private static final UUID SERVER = new UUID(1, 2);

    private static final Set<ProcessMetric> TEN =
            EnumSet.of(
                    ProcessMetric.READ_BYTES,
                    ProcessMetric.WRITE_BYTES,
                    ProcessMetric.MAJOR_FAULTS,
                    ProcessMetric.VOLUNTARY_SWITCHES,
                    ProcessMetric.INVOLUNTARY_SWITCHES,
                    ProcessMetric.OPEN_FDS,
                    ProcessMetric.THREADS,
                    ProcessMetric.SWAPPED_BYTES,
                    ProcessMetric.PROCS_WAITING,
                    ProcessMetric.OLDEST_START_SECONDS);

    private FigureSizeBenchmark() {}

    /** Prints a line per set of figures. */
    public static void main(String[] arguments) throws IOException {
        RecordedPages pages = RecordedPages.withFigures();
        System.out.printf("%d scrapes, %d samples%n", pages.pages(), pages.samples());
        System.out.println("figures   bytes/sample in entries   in a segment (zstd 3)   at 19");
        measure(pages, EnumSet.noneOf(ProcessMetric.class));
        measure(pages, TEN);
        measure(pages, EnumSet.allOf(ProcessMetric.class));
    }

    private static void measure(RecordedPages pages, Set<ProcessMetric> figures)
            throws IOException {
        System.out.printf(
                "%7d   %23.2f   %21.2f   %5.2f%n",
                figures.size(),
                entries(pages, figures),
                segment(pages, figures, 3),
                segment(pages, figures, 19));
    }

    private static double entries(RecordedPages pages, Set<ProcessMetric> figures) {
        long bytes = 0;
        long sequence = 0;
        Keyframe keyframe = null;
        for (int page = 0; page < pages.pages(); page++) {
            ProcessScrape scrape = scrape(pages, page, figures);
            sequence += scrape.size();
            if (keyframe == null || page % SCRAPES_PER_KEYFRAME == 0) {
                bytes += EntryFormat.encode(new Entry.Processes(scrape)).length;
                keyframe = new Keyframe(Epoch.ORIGIN, sequence, scrape);
            } else {
                bytes += EntryFormat.encodeDelta(scrape, keyframe).length;
            }
        }
        return (double) bytes / sequence;
    }

    private static double segment(RecordedPages pages, Set<ProcessMetric> figures, int level)
            throws IOException {
        SegmentWriter writer = new SegmentWriter(0, 1, level);
        long sequence = 0;
        for (int page = 0; page < pages.pages(); page++) {
            ProcessScrape scrape = scrape(pages, page, figures);
            sequence += scrape.size();
            writer.add(new Readable(sequence, Epoch.ORIGIN, new Entry.Processes(scrape)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        return (double) out.size() / sequence;
    }

    private static ProcessScrape scrape(RecordedPages pages, int page, Set<ProcessMetric> figures) {
        List<ProcessSampled> samples = pages.page(page, SERVER);
        return ProcessScrape.of(samples.stream().map(each -> with(each, figures)).toList());
    }

    private static ProcessSampled with(ProcessSampled sample, Set<ProcessMetric> figures) {
        Map<ProcessMetric, Double> kept = new EnumMap<>(ProcessMetric.class);
        kept.putAll(sample.figures());
        kept.keySet().retainAll(figures);
        return new ProcessSampled(
                sample.serverId(),
                sample.sampledAt(),
                sample.processName(),
                sample.numProcs(),
                sample.cpuSeconds(),
                sample.residentBytes(),
                kept);
    }
}
