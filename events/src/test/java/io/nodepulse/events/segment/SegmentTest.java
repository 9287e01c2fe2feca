package io.nodepulse.events.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleEvent;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** What a segment gives back is what was written, event for event and leaf for leaf. */
class SegmentTest {

    private static final UUID SERVER = new UUID(1, 2);
    private static final Instant AT = Instant.ofEpochMilli(1_772_366_400_123L);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyAppendComesBackInItsPlace(long seed) throws IOException {
        List<SegmentAppend> appends = new RandomShard(seed).next(400);

        SegmentReader segment = SegmentReader.open(new BytesSource(RandomShard.segment(appends)));

        List<SegmentAppend> read = all(segment.appends());
        assertThat(read).hasSameSizeAs(appends);
        for (int i = 0; i < appends.size(); i++) {
            assertSame(read.get(i), appends.get(i));
        }
        assertThat(segment.footer().summary().firstSequence())
                .isEqualTo(appends.getFirst().firstSequence());
        assertThat(segment.footer().summary().lastSequence())
                .isEqualTo(appends.getLast().lastSequence());
        assertThat(segment.footer().summary().appends()).isEqualTo(appends.size());
        assertThat(segment.footer().summary().events())
                .isEqualTo(appends.stream().mapToLong(SegmentAppend::count).sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void theScrapesOfAServerAreReadAlone(long seed) throws IOException {
        List<SegmentAppend> appends = new RandomShard(seed).next(300);
        SegmentReader segment = SegmentReader.open(new BytesSource(RandomShard.segment(appends)));

        int seen = 0;
        for (Exporter exporter : Exporter.values()) {
            for (UUID server : servers(appends)) {
                List<SegmentAppend> expected = scrapes(appends, server, exporter);
                List<SegmentAppend> read =
                        all(segment.read(segment.blockOf(server, exporter).orElseThrow()));
                assertThat(leaves(read)).containsExactlyElementsOf(leaves(expected));
                seen += read.size();
            }
        }
        assertThat(seen).isPositive();
        assertThat(segment.blockOf(new UUID(0, 9), Exporter.HOST)).isEmpty();
    }

    @Test
    void namesThatStandTwiceInAScrapeOrChangePlacesAreKeptApart() throws IOException {
        List<SegmentAppend> appends = new ArrayList<>();
        appends.add(scrape(3, 0, sample("a", 1), sample("a", 2), sample("b", 3)));
        appends.add(scrape(6, 1, sample("b", 4), sample("a", 5), sample("a", 6)));
        appends.add(scrape(7, 2, sample("a", 7)));
        appends.add(scrape(11, 3, sample("c", 8), sample("a", 9), sample("a", 1), sample("a", 2)));

        List<SegmentAppend> read =
                all(SegmentReader.open(new BytesSource(RandomShard.segment(appends))).appends());

        assertThat(leaves(read)).containsExactlyElementsOf(leaves(appends));
    }

    @Test
    void extremeNumbersComeBackBitByBit() throws IOException {
        List<SegmentAppend> appends = new ArrayList<>();
        long sequence = 0;
        for (double cpu : new double[] {0, Double.MAX_VALUE, Double.MIN_VALUE, 0.1 + 0.2, 1e300}) {
            for (long bytes : new long[] {0, Long.MAX_VALUE, 1, 4095, 4096}) {
                ProcessSampled sample =
                        new ProcessSampled(
                                SERVER, AT, "x", Integer.MAX_VALUE - (int) sequence, cpu, bytes);
                appends.add(
                        new Readable(
                                ++sequence,
                                new Epoch(-1),
                                new Entry.Processes(ProcessScrape.of(List.of(sample)))));
            }
        }

        List<SegmentAppend> read =
                all(SegmentReader.open(new BytesSource(RandomShard.segment(appends))).appends());

        assertThat(leaves(read)).containsExactlyElementsOf(leaves(appends));
    }

    @Test
    void anEmptySegmentIsOne() throws IOException {
        SegmentReader segment = SegmentReader.open(new BytesSource(RandomShard.segment(List.of())));

        assertThat(all(segment.appends())).isEmpty();
        assertThat(segment.footer().summary().events()).isZero();
    }

    @Test
    void appendsThatOverlapAreRefused() {
        SegmentWriter writer = new SegmentWriter(0, 1, 3);
        writer.add(scrape(10, 0, sample("a", 1), sample("b", 1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.add(scrape(11, 1, sample("a", 2), sample("b", 2))))
                .withMessageContaining("append 10 to 11 does not lie behind 10");
    }

    private static Readable scrape(long lastSequence, int second, ProcessSampled... samples) {
        List<ProcessSampled> timed = new ArrayList<>();
        for (ProcessSampled sample : samples) {
            timed.add(
                    new ProcessSampled(
                            SERVER,
                            AT.plusSeconds(second),
                            sample.processName(),
                            sample.numProcs(),
                            sample.cpuSeconds(),
                            sample.residentBytes()));
        }
        return new Readable(
                lastSequence, Epoch.ORIGIN, new Entry.Processes(ProcessScrape.of(timed)));
    }

    private static ProcessSampled sample(String name, int value) {
        return new ProcessSampled(SERVER, AT, name, value, value * 1.25, value * 4096L + value);
    }

    private static void assertSame(SegmentAppend read, SegmentAppend written) {
        assertThat(read.lastSequence()).isEqualTo(written.lastSequence());
        assertThat(read.epoch()).isEqualTo(written.epoch());
        assertThat(read.count()).isEqualTo(written.count());
        assertThat(read.leaf()).isEqualTo(written.leaf());
        if (read instanceof Readable readable
                && readable.entry() instanceof Entry.Processes processes) {
            assertThat(processes.scrape().events())
                    .isEqualTo(((Entry.Processes) ((Readable) written).entry()).scrape().events());
        }
    }

    private static List<UUID> servers(List<SegmentAppend> appends) {
        return appends.stream()
                .flatMap(append -> sampled(append).stream())
                .map(Sampled::serverId)
                .distinct()
                .toList();
    }

    private static List<SegmentAppend> scrapes(
            List<SegmentAppend> appends, UUID server, Exporter exporter) {
        return appends.stream()
                .filter(
                        append ->
                                sampled(append).stream()
                                        .anyMatch(
                                                one ->
                                                        one.serverId().equals(server)
                                                                && one.exporter() == exporter))
                .toList();
    }

    private static List<Sampled> sampled(SegmentAppend append) {
        if (!(append instanceof Readable readable)) {
            return List.of();
        }
        return switch (readable.entry()) {
            case Entry.Processes processes -> List.of(processes.scrape());
            case Entry.Figures figures -> List.of((SampleEvent) figures.sample());
            case Entry.Events events -> List.of();
        };
    }

    private static List<byte[]> leaves(List<SegmentAppend> appends) {
        return appends.stream().map(SegmentAppend::leaf).toList();
    }

    static List<SegmentAppend> all(Iterator<SegmentAppend> appends) {
        List<SegmentAppend> all = new ArrayList<>();
        appends.forEachRemaining(all::add);
        return all;
    }
}
