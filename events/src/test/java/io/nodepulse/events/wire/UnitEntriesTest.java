package io.nodepulse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.UnitSampled;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Scrapes of units are told from those of processes wherever they are stored and signed. */
class UnitEntriesTest {

    private static final UUID SERVER = new UUID(3, 4);
    private static final Epoch EPOCH = new Epoch(5);
    private static final Instant AT = Instant.ofEpochMilli(1_772_366_400_123L);

    private static final ProcessScrape FIRST =
            ProcessScrape.of(
                    List.of(
                            unit(AT, "nginx.service", 4, 12.25, 1 << 20, Map.of()),
                            unit(AT, "system.slice", 9, 99.5, 1 << 22, Map.of())));

    private static final ProcessScrape SECOND =
            ProcessScrape.of(
                    List.of(
                            unit(
                                    AT.plusSeconds(15),
                                    "nginx.service",
                                    4,
                                    13,
                                    1 << 20,
                                    Map.of(
                                            ProcessMetric.MAJOR_FAULTS, 2.0,
                                            ProcessMetric.WORST_FD_RATIO, 0.125)),
                            unit(AT.plusSeconds(15), "cron.service", 1, 0, 4097, Map.of())));

    private static UnitSampled unit(
            Instant at,
            String name,
            int procs,
            double cpuSeconds,
            long bytes,
            Map<ProcessMetric, Double> figures) {
        return new UnitSampled(SERVER, at, name, procs, cpuSeconds, bytes, figures);
    }

    @Test
    void theyComeBackAsUnits() {
        byte[] keyframe = EntryFormat.encode(new Entry.Processes(FIRST));
        byte[] delta = EntryFormat.encodeDelta(SECOND, new Keyframe(EPOCH, 7, FIRST));

        assertThat(read(keyframe, FIRST)).isEqualTo(FIRST.events());
        assertThat(read(delta, FIRST)).isEqualTo(SECOND.events());
        assertThat(EntryFormat.looksLikeKeyframe(keyframe)).isTrue();
        assertThat(EntryFormat.looksLikeKeyframe(delta)).isFalse();
        for (byte[] entry : List.of(keyframe, delta)) {
            assertThat(EntryFormat.looksLikeScrapeOf(entry)).contains(Exporter.UNITS);
            assertThat(EntryFormat.scrapeHead(entry).exporter()).isEqualTo(Exporter.UNITS);
        }
    }

    @Test
    void aKeyframeOfProcessesIsNoneOfUnits() {
        ProcessScrape processes =
                new ProcessScrape(
                        Exporter.PROCESSES,
                        SERVER,
                        AT,
                        FIRST.names,
                        FIRST.numProcs,
                        FIRST.cpuSeconds,
                        FIRST.residentBytes,
                        FIRST.figures);
        byte[] delta = EntryFormat.encodeDelta(SECOND, new Keyframe(EPOCH, 7, FIRST));

        assertThatExceptionOfType(MalformedEntryException.class)
                .isThrownBy(() -> read(delta, processes))
                .withMessageContaining("(process_exporter), not of " + SERVER + " (cgroup)");
        assertThat(LeafFormat.leaf(9, 1, new Entry.Processes(processes)))
                .isNotEqualTo(LeafFormat.leaf(9, 1, new Entry.Processes(FIRST)));
    }

    @Test
    void aLeafReadsBack() {
        for (ProcessScrape scrape : List.of(FIRST, SECOND)) {
            Leaf leaf = Leaf.parse(LeafFormat.leaf(9, 1, new Entry.Processes(scrape)));

            assertThat(((Entry.Processes) leaf.entry().orElseThrow()).scrape().events())
                    .isEqualTo(scrape.events());
        }
    }

    private static Object read(byte[] entry, ProcessScrape keyframe) {
        Entry read =
                EntryFormat.decode(
                        entry, (epoch, sequence) -> new Keyframe(EPOCH, sequence, keyframe));
        return ((Entry.Processes) read).scrape().events();
    }
}
