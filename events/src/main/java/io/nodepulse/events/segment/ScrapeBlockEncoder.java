package io.nodepulse.events.segment;

import io.nodepulse.events.Sampled;
import io.nodepulse.events.wire.ByteWriter;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ScrapeShape;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scrapes that one exporter of one server gave, as a block.
 *
 * <pre>
 * block    scrapes, varint | sections: heads | keys | layouts | a section for each column
 * heads    places in the shard ({@link AppendHeads}) | scrapes x sampled at, ms since 1970, as the
 *          change of the step from the one before (zigzag)
 * keys     the columns where the kind has some that come and go ({@link ScrapeShape#writeColumns})
 *          | series, varint | series x key: no two series have the same key in one scrape
 * layouts  scrapes x [ 0: the series of the scrape before, in its order
 *                    | else 1 + size, and size x the step from one past the series before (zigzag) ]
 * column   series x, for each scrape that has it, a number: the step from the one before where the
 *          column goes on, the number itself elsewhere (zigzag)
 * </pre>
 *
 * What stands in the columns says {@link ScrapeShape}. It takes as much memory as the columns
 * before compression. Not thread-safe; used once.
 *
 * @param <K> what tells the series apart
 */
final class ScrapeBlockEncoder<K> {

    private static final int EXPECTED_BYTES = 16;

    private final ScrapeShape<K> shape;
    private final AppendHeads heads = new AppendHeads();
    private final ByteWriter times = new ByteWriter(256);
    private final ByteWriter layouts = new ByteWriter(256);
    private final List<K> keys = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();

    /** Series of each key, one for each time that it stands in the same scrape. */
    private final Map<K, List<Integer>> seriesOf = new HashMap<>();

    private List<K> lastKeys = List.of();
    private int[] lastLayout = new int[0];
    private long[][] numbers;
    private long events;
    private long lastMillis;
    private long lastStep;
    private Instant firstSampledAt = Instant.MAX;
    private Instant lastSampledAt = Instant.MIN;

    ScrapeBlockEncoder(ScrapeShape<K> shape) {
        this.shape = shape;
        this.numbers = new long[shape.columns()][0];
    }

    /** The numbers of one key. */
    private static final class Series {

        private ByteWriter[] columns = {};
        private long[] before = {};
        private int samples;

        /** Columns that came up later had zeros before. */
        void room(int columnCount, int expectedBytes) {
            int from = columns.length;
            columns = Arrays.copyOf(columns, columnCount);
            before = Arrays.copyOf(before, columnCount);
            for (int i = from; i < columnCount; i++) {
                columns[i] = new ByteWriter(expectedBytes);
                for (int sample = 0; sample < samples; sample++) {
                    columns[i].putZigZag(0);
                }
            }
        }
    }

    /** The scrape of that append, which lies behind those before. */
    void add(SegmentAppend append, Entry scrape, Sampled sampled) {
        heads.add(append);
        putTime(sampled.sampledAt());
        List<K> scrapeKeys = shape.keys(scrape);
        int[] layout = layout(scrapeKeys);
        shape.admit(scrape);
        room(layout.length);
        shape.numbers(scrape, scrapeKeys, numbers);
        for (int place = 0; place < layout.length; place++) {
            put(series.get(layout[place]), place);
        }
        events += append.count();
    }

    private void putTime(Instant sampledAt) {
        long millis = sampledAt.toEpochMilli();
        long step = millis - lastMillis;
        times.putZigZag(step - lastStep);
        lastStep = step;
        lastMillis = millis;
        firstSampledAt = sampledAt.isBefore(firstSampledAt) ? sampledAt : firstSampledAt;
        lastSampledAt = sampledAt.isAfter(lastSampledAt) ? sampledAt : lastSampledAt;
    }

    private int[] layout(List<K> scrapeKeys) {
        if (heads.count() > 1 && scrapeKeys.equals(lastKeys)) {
            layouts.putVarLong(0);
            return lastLayout;
        }
        int[] layout = new int[scrapeKeys.size()];
        Map<K, Integer> met = new HashMap<>();
        layouts.putVarLong(layout.length + 1L);
        int expected = 0;
        for (int place = 0; place < layout.length; place++) {
            K key = scrapeKeys.get(place);
            int time = met.merge(key, 1, Integer::sum) - 1;
            layout[place] = seriesOf(key, time);
            layouts.putZigZag(layout[place] - expected);
            expected = layout[place] + 1;
        }
        lastKeys = scrapeKeys;
        lastLayout = layout;
        return layout;
    }

    private int seriesOf(K key, int time) {
        List<Integer> known = seriesOf.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (time == known.size()) {
            known.add(series.size());
            keys.add(key);
            series.add(new Series());
        }
        return known.get(time);
    }

    private void room(int size) {
        if (numbers[0].length < size || numbers.length < shape.columns()) {
            numbers = new long[shape.columns()][Math.max(size, numbers[0].length)];
        }
    }

    private void put(Series one, int place) {
        if (one.columns.length < numbers.length) {
            one.room(numbers.length, EXPECTED_BYTES);
        }
        one.samples++;
        for (int column = 0; column < numbers.length; column++) {
            long number = numbers[column][place];
            one.columns[column].putZigZag(
                    shape.goesOn(column) ? number - one.before[column] : number);
            one.before[column] = number;
        }
    }

    /** The bytes of the block. */
    byte[] encode(int level) {
        ByteWriter out = new ByteWriter(1024);
        out.putVarLong(heads.count());
        ByteWriter section = new ByteWriter(1024);
        heads.write(section);
        section.putBytes(times.array(), 0, times.length());
        Section.write(section, level, out);
        section = new ByteWriter(1024);
        shape.writeColumns(section);
        section.putVarLong(keys.size());
        shape.writeKeys(keys, section);
        Section.write(section, level, out);
        Section.write(layouts, level, out);
        for (int column = 0; column < numbers.length; column++) {
            section = new ByteWriter(1024);
            for (Series one : series) {
                one.room(numbers.length, 0);
                section.putBytes(one.columns[column].array(), 0, one.columns[column].length());
            }
            Section.write(section, level, out);
        }
        return out.toByteArray();
    }

    /** Whether all that it has has been there since the first version. */
    boolean isPlain() {
        return shape.isPlain();
    }

    /** Kind of its row. */
    int kind() {
        return shape.kind();
    }

    /** Its row, of a block of those bytes at that offset. */
    BlockEntry entry(Sampled any, long offset, byte[] block) {
        return new BlockEntry(
                shape.kind(),
                any.serverId(),
                offset,
                block.length,
                heads.count(),
                events,
                heads.firstSequence(),
                heads.lastSequence(),
                firstSampledAt,
                lastSampledAt,
                Digests.sha256(block));
    }
}
