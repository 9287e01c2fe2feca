package io.nodepulse.events.wire;

import static java.lang.Double.NaN;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.UnitSampled;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The entries whose bytes are kept in {@code src/test/resources/golden}. A new format version gets
 * a folder of its own, with the entries that are written in it: change {@link EntryFormat#VERSION},
 * run {@link #main}, and never touch the folders of the versions before.
 */
public final class GoldenEntries {

    static final long KEYFRAME_SEQUENCE = 3;

    private static final int UNKNOWN_CODE = 9_999;

    /** Of the keyframe; version 1 does not say it. */
    public static final Epoch EPOCH = Epoch.parse("0123456789abcdef");

    private static final UUID SERVER = UUID.fromString("0d9f6a3e-3f0c-4a57-9c1e-6f1a2b3c4d5e");
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");

    private GoldenEntries() {}

    public static ProcessScrape keyframe() {
        return ProcessScrape.of(
                List.of(
                        process(FIRST, "nginx", 4, 1234.5, 102_400_000),
                        process(FIRST, "postgres", 8, 5678.9, 512_000_000),
                        process(FIRST, "<b>名前</b>", 1, 0.1 + 0.2, 4097)));
    }

    public static ProcessScrape delta() {
        Instant second = FIRST.plusSeconds(15);
        return ProcessScrape.of(
                List.of(
                        process(second, "postgres", 9, 5680.13, 512_409_600),
                        process(second, "nginx-new", 1, 0, 0),
                        process(second, "nginx", 4, 0.07, 98_304_000)));
    }

    public static HostSampled host() {
        return new HostSampled(
                SERVER,
                FIRST,
                Map.of(
                        HostMetric.CPU_IDLE_SECONDS, 123_456.78,
                        HostMetric.MEMORY_TOTAL_BYTES, 25_276_174_336.0,
                        HostMetric.LOAD_1MIN, 1.0 / 3));
    }

    public static List<StoredEvent> events() {
        TreeSet<TagPair> tags = new TreeSet<>();
        tags.add(new TagPair("server", SERVER.toString()));
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put("traceId", "42");
        return List.of(
                new StoredEvent(
                        "6d1c1f9e-6a3b-4a9e-8a57-0d3a5a6f7b8c",
                        "nodepulse.ServerRegistered",
                        "1",
                        FIRST.plusNanos(123_456_789),
                        tags,
                        metadata,
                        PayloadForm.JSON,
                        "{\"name\":\"web-1\"}".getBytes(StandardCharsets.UTF_8)));
    }

    /** The same as {@link #keyframe}, with optional figures, one of which no version knows yet. */
    public static ProcessScrape keyframeWithFigures() {
        return withFigures(
                keyframe(),
                new double[] {1 << 20, NaN, 0},
                new double[] {0.001953125, 0.25, 1.0 / 3},
                new double[] {7, 7, NaN});
    }

    /** The same as {@link #delta}, whose open files are those of the keyframe. */
    public static ProcessScrape deltaWithFigures() {
        return withFigures(
                delta(),
                new double[] {123_456_789_012.0, 5, (1 << 20) + 4096},
                new double[] {0.25, NaN, 0.001953125},
                new double[] {NaN, NaN, NaN});
    }

    private static ProcessScrape withFigures(
            ProcessScrape scrape, double[] readBytes, double[] worstFdRatio, double[] unknown) {
        FigureColumns.Builder figures = new FigureColumns.Builder(scrape.size());
        figures.put(ProcessMetric.READ_BYTES.code(), readBytes);
        figures.put(ProcessMetric.WORST_FD_RATIO.code(), worstFdRatio);
        figures.put(UNKNOWN_CODE, unknown);
        return new ProcessScrape(
                scrape.exporter(),
                scrape.serverId(),
                scrape.sampledAt(),
                scrape.names,
                scrape.numProcs,
                scrape.cpuSeconds,
                scrape.residentBytes,
                figures.build());
    }

    /** Units without optional figures. */
    public static ProcessScrape unitKeyframe() {
        return ProcessScrape.of(
                List.of(
                        unit(FIRST, "nginx.service", 4, 12.25, 1 << 20, Map.of()),
                        unit(FIRST, "system.slice", 9, 99.5, 1 << 22, Map.of())));
    }

    /** Some with figures, after {@link #unitKeyframe}. */
    public static ProcessScrape unitDelta() {
        Instant second = FIRST.plusSeconds(15);
        return ProcessScrape.of(
                List.of(
                        unit(
                                second,
                                "nginx.service",
                                4,
                                13,
                                1 << 20,
                                Map.of(ProcessMetric.OOM_KILLS, 2.0, ProcessMetric.THREADS, 9.0)),
                        unit(second, "cron.service", 1, 0, 4097, Map.of())));
    }

    /** Bytes of the version that is written now, by name. */
    static Map<String, byte[]> encoded() {
        Keyframe keyframe = new Keyframe(EPOCH, KEYFRAME_SEQUENCE, keyframeWithFigures());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("keyframe", EntryFormat.encode(new Entry.Processes(keyframe.scrape())));
        entries.put("delta", EntryFormat.encodeDelta(deltaWithFigures(), keyframe));
        Keyframe units = new Keyframe(EPOCH, KEYFRAME_SEQUENCE, unitKeyframe());
        entries.put("units-keyframe", EntryFormat.encode(new Entry.Processes(units.scrape())));
        entries.put("units-delta", EntryFormat.encodeDelta(unitDelta(), units));
        return entries;
    }

    /** Writes the golden files of the current version into the folder that is named. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).resolve("v" + EntryFormat.VERSION);
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> entry : encoded().entrySet()) {
            Files.writeString(
                    folder.resolve(entry.getKey() + ".hex"),
                    HexFormat.of().formatHex(entry.getValue()) + "\n");
        }
    }

    private static UnitSampled unit(
            Instant at,
            String name,
            int numProcs,
            double cpuSeconds,
            long memoryBytes,
            Map<ProcessMetric, Double> figures) {
        return new UnitSampled(SERVER, at, name, numProcs, cpuSeconds, memoryBytes, figures);
    }

    private static ProcessSampled process(
            Instant at, String name, int numProcs, double cpuSeconds, long residentBytes) {
        return new ProcessSampled(SERVER, at, name, numProcs, cpuSeconds, residentBytes);
    }
}
