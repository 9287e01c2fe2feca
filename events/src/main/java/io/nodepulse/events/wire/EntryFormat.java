package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.FigureSample;
import io.nodepulse.events.FigureTable;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The frame of every entry.
 *
 * <pre>
 * +-------------+----------+----------------+----------------+-----------------------+
 * | version u8  | kind u8  | count (varint) | body           | CRC-32C of all before |
 * | 1, 2, 3     | from 1   | events         | by kind        | u32, lowest first     |
 * +-------------+----------+----------------+----------------+-----------------------+
 * </pre>
 *
 * The version covers frame, kinds and bodies together; a reader keeps every version it ever had.
 * Version 2 says the epoch of a delta's keyframe. Version 3 has optional figures of process groups;
 * what has none is written as version 2, which older readers know.
 */
public final class EntryFormat {

    /** Newest version. */
    public static final int VERSION = 3;

    /** Version of what has no optional figures of process groups. */
    static final int PLAIN = 2;

    /** First version that has optional figures of process groups. */
    static final int WITH_FIGURES = 3;

    /** No append has more events. */
    public static final int MAX_EVENTS = 100_000;

    private static final int KIND_AT = 1;

    /** Kind of events that are no samples; those of scrapes are in {@link Exporter}. */
    private static final int EVENTS = 1;

    private static final Map<Integer, Exporter> SCRAPES = scrapes();

    private static Map<Integer, Exporter> scrapes() {
        Map<Integer, Exporter> scrapes = new HashMap<>();
        for (Exporter exporter : Exporter.values()) {
            exporter.figures().ifPresent(table -> scrapes.put(table.entryKind(), exporter));
            exporter.groups().ifPresent(form -> scrapes.put(form.keyframeKind(), exporter));
            exporter.groups().ifPresent(form -> scrapes.put(form.deltaKind(), exporter));
        }
        return Map.copyOf(scrapes);
    }

    private EntryFormat() {}

    /** An entry that can be read without any other. */
    public static byte[] encode(Entry entry) {
        return switch (entry) {
            case Entry.Processes processes -> {
                ByteWriter out =
                        begin(processes.scrape().form().keyframeKind(), processes.scrape());
                ProcessScrapeFormat.writeKeyframe(processes.scrape(), out);
                yield EntryFrame.seal(out);
            }
            case Entry.Figures figures -> {
                FigureSample sample = figures.sample();
                ByteWriter out =
                        EntryFrame.begin(
                                PLAIN,
                                sample.exporter().figures().orElseThrow().entryKind(),
                                entry.count());
                FigureScrapeFormat.write(sample, out);
                yield EntryFrame.seal(out);
            }
            case Entry.Events events -> {
                ByteWriter out = EntryFrame.begin(PLAIN, EVENTS, entry.count());
                StoredEventFormat.write(events.events(), out);
                yield EntryFrame.seal(out);
            }
        };
    }

    /** An entry that is read together with that keyframe of the same server. */
    public static byte[] encodeDelta(ProcessScrape scrape, Keyframe keyframe) {
        ByteWriter out = begin(scrape.form().deltaKind(), scrape);
        ProcessScrapeFormat.writeDelta(scrape, keyframe, out);
        return EntryFrame.seal(out);
    }

    private static ByteWriter begin(int kind, ProcessScrape scrape) {
        return EntryFrame.begin(
                scrape.figures.isEmpty() ? PLAIN : WITH_FIGURES, kind, scrape.size());
    }

    /**
     * Reads an entry of any version.
     *
     * @param keyframes where the keyframes of deltas are
     * @throws MalformedEntryException if the bytes are no entry
     */
    public static Entry decode(byte[] bytes, Keyframes keyframes) {
        ByteReader in = EntryFrame.open(bytes);
        int version = EntryFrame.readVersion(in);
        int kind = readKind(in);
        int count = in.readCount("the number of events", MAX_EVENTS);
        if (count == 0) {
            throw new MalformedEntryException("an entry has no events");
        }
        @Nullable Exporter exporter = SCRAPES.get(kind);
        if (exporter == null) {
            return new Entry.Events(StoredEventFormat.read(count, in));
        }
        FigureTable<?> figures = exporter.figures().orElse(null);
        if (figures != null) {
            return new Entry.Figures(readFigures(figures, count, in));
        }
        ProcessScrapeFormat format = new ProcessScrapeFormat(version, exporter);
        return new Entry.Processes(
                isKeyframe(kind, exporter)
                        ? format.readKeyframe(count, in)
                        : format.readDelta(count, in, keyframes));
    }

    private static boolean isKeyframe(int kind, @Nullable Exporter exporter) {
        return exporter != null
                && exporter.groups().filter(form -> form.keyframeKind() == kind).isPresent();
    }

    /**
     * Exporter, server and time of a scrape, whose columns are not looked at.
     *
     * @throws MalformedEntryException if the bytes are no scrape
     */
    public static ScrapeHead scrapeHead(byte[] bytes) {
        ByteReader in = EntryFrame.open(bytes);
        EntryFrame.readVersion(in);
        @Nullable Exporter exporter = SCRAPES.get(readKind(in));
        in.readCount("the number of events", MAX_EVENTS);
        if (exporter == null) {
            throw new MalformedEntryException("the entry is no scrape");
        }
        return new ScrapeHead(exporter, in.readUuid(), in.readVarLong());
    }

    /**
     * Whether it is a scrape that others may be stored against, by its looks: nothing is checked.
     */
    public static boolean looksLikeKeyframe(byte[] bytes) {
        return bytes.length > KIND_AT
                && isKeyframe(bytes[KIND_AT], SCRAPES.get((int) bytes[KIND_AT]));
    }

    /** Whether it is an entry of events that are no samples, by its looks: nothing is checked. */
    public static boolean looksLikeFacts(byte[] bytes) {
        return bytes.length > KIND_AT && bytes[KIND_AT] == EVENTS;
    }

    /** What was scraped, by its looks: nothing is checked. Nothing where it is no scrape. */
    public static Optional<Exporter> looksLikeScrapeOf(byte[] bytes) {
        return bytes.length > KIND_AT
                ? Optional.ofNullable(SCRAPES.get((int) bytes[KIND_AT]))
                : Optional.empty();
    }

    private static FigureSample readFigures(FigureTable<?> table, int count, ByteReader in) {
        if (count != 1) {
            throw new MalformedEntryException("a scrape of figures has " + count + " events");
        }
        return FigureScrapeFormat.read(table, in);
    }

    private static int readKind(ByteReader in) {
        int kind = in.readByte();
        if (kind != EVENTS && !SCRAPES.containsKey(kind)) {
            throw new MalformedEntryException("unknown kind " + kind);
        }
        return kind;
    }
}
