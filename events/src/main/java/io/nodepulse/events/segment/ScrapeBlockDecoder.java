package io.nodepulse.events.segment;

import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ScrapeShape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * Gives back the scrapes of a block in order. The columns stay as they were unpacked, and each
 * series has its place in them. Not thread-safe.
 *
 * @param <K> what tells the series apart
 */
final class ScrapeBlockDecoder<K> implements Iterator<SegmentAppend> {

    /** No scrape has more; the wire format has the same limit. */
    private static final int MAX_SCRAPE = 100_000;

    private final ScrapeShape<K> shape;
    private final UUID serverId;
    private final AppendHeads.Read heads;
    private final long[] millis;
    private final List<Layout<K>> layouts;
    private final SeriesCursors[] columns;
    private final long[][] numbers;
    private int next;

    /** Which series a scrape has, in which order. */
    private record Layout<K>(List<K> keys, int[] series) {}

    /**
     * @param kind of the block
     * @param in its sections
     */
    static Iterator<SegmentAppend> of(int kind, UUID serverId, int scrapes, ByteReader in) {
        ByteReader head = Section.read(in);
        ByteReader keys = Section.read(in);
        return new ScrapeBlockDecoder<>(
                ScrapeShape.read(kind, keys), serverId, scrapes, head, keys, in);
    }

    private ScrapeBlockDecoder(
            ScrapeShape<K> shape,
            UUID serverId,
            int scrapes,
            ByteReader head,
            ByteReader keySection,
            ByteReader in) {
        this.shape = shape;
        this.serverId = serverId;
        this.heads = AppendHeads.read(scrapes, head);
        this.millis = readTimes(scrapes, head);
        head.needEnd();
        List<K> keys = readKeys(keySection);
        this.layouts = readLayouts(scrapes, keys, Section.read(in));
        int[] counts = counts(keys.size());
        this.columns = new SeriesCursors[shape.columns()];
        for (int column = 0; column < columns.length; column++) {
            columns[column] =
                    new SeriesCursors(Section.readBytes(in), counts, shape.goesOn(column));
        }
        in.needEnd();
        int largest = layouts.stream().mapToInt(layout -> layout.series.length).max().orElse(0);
        this.numbers = new long[columns.length][largest];
    }

    private static long[] readTimes(int scrapes, ByteReader in) {
        long[] millis = new long[scrapes];
        long last = 0;
        long step = 0;
        for (int i = 0; i < scrapes; i++) {
            step += in.readZigZag();
            last += step;
            if (last < 0) {
                throw new MalformedSegmentException("a scrape's time is negative: " + last);
            }
            millis[i] = last;
        }
        return millis;
    }

    private List<K> readKeys(ByteReader in) {
        int count = in.readCount("the number of series", in.remaining());
        List<K> keys = shape.readKeys(count, in);
        in.needEnd();
        return keys;
    }

    private static <K> List<Layout<K>> readLayouts(int scrapes, List<K> keys, ByteReader in) {
        List<Layout<K>> layouts = new ArrayList<>(scrapes);
        for (int i = 0; i < scrapes; i++) {
            int code = in.readCount("the size of a scrape", MAX_SCRAPE + 1);
            if (code > 0) {
                layouts.add(readLayout(code - 1, keys, in));
            } else if (i > 0) {
                layouts.add(layouts.getLast());
            } else {
                throw new MalformedSegmentException("the first scrape has no layout");
            }
        }
        in.needEnd();
        return layouts;
    }

    private static <K> Layout<K> readLayout(int size, List<K> keys, ByteReader in) {
        int[] series = new int[size];
        List<K> ownKeys = new ArrayList<>(size);
        long expected = 0;
        for (int place = 0; place < size; place++) {
            long at = expected + in.readZigZag();
            if (at < 0 || at >= keys.size()) {
                throw new MalformedSegmentException("there is no series " + at);
            }
            series[place] = (int) at;
            ownKeys.add(keys.get((int) at));
            expected = at + 1;
        }
        return new Layout<>(ownKeys, series);
    }

    private int[] counts(int series) {
        int[] counts = new int[series];
        for (Layout<K> layout : layouts) {
            for (int each : layout.series) {
                counts[each]++;
            }
        }
        return counts;
    }

    @Override
    public boolean hasNext() {
        return next < layouts.size();
    }

    @Override
    public SegmentAppend next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int at = next++;
        Layout<K> layout = layouts.get(at);
        for (int column = 0; column < columns.length; column++) {
            columns[column].next(layout.series, numbers[column]);
        }
        Entry scrape =
                shape.scrape(serverId, Instant.ofEpochMilli(millis[at]), layout.keys, numbers);
        return new Readable(heads.lastSequences()[at], heads.epochs()[at], scrape);
    }
}
