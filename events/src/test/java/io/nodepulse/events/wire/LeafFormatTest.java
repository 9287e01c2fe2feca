package io.nodepulse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.GroupSample;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/** The canonical bytes are pinned, complete, and the same however the append is stored. */
class LeafFormatTest {

    private static final long EPOCH = 0xFEDC_BA98_7654_3210L;
    private static final long LAST = 1_000_003;

    private static Map<String, byte[]> leaves() {
        Map<String, byte[]> leaves = new LinkedHashMap<>();
        leaves.put("processes", leaf(new Entry.Processes(GoldenEntries.delta())));
        leaves.put("host", leaf(new Entry.Figures(GoldenEntries.host())));
        leaves.put("events", leaf(new Entry.Events(GoldenEntries.events())));
        leaves.put("figures", leaf(new Entry.Processes(GoldenEntries.deltaWithFigures())));
        leaves.put("units", leaf(new Entry.Processes(GoldenEntries.unitDelta())));
        leaves.put("unreadable", LeafFormat.unreadable(LAST, EPOCH, 7, new byte[] {1, 9, 7}));
        return leaves;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/processes",
                "v1/host",
                "v1/events",
                "v1/unreadable",
                "v2/figures",
                "v2/units"
            })
    void theBytesOfEveryVersionStay(String file) throws IOException {
        String name = file.substring(file.indexOf('/') + 1);
        try (InputStream in =
                LeafFormatTest.class.getResourceAsStream("/golden-leaves/" + file + ".hex")) {
            String golden =
                    new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
            assertThat(HexFormat.of().formatHex(leaves().get(name))).isEqualTo(golden);
        }
    }

    @Test
    void keyframeAndDeltaOfAScrapeGiveTheSameLeaf() {
        requireSameLeaf(GoldenEntries.keyframe(), GoldenEntries.delta(), "processes");
        requireSameLeaf(
                GoldenEntries.keyframeWithFigures(), GoldenEntries.deltaWithFigures(), "figures");
    }

    private static void requireSameLeaf(ProcessScrape keyframe, ProcessScrape scrape, String name) {
        Keyframe base =
                new Keyframe(GoldenEntries.EPOCH, GoldenEntries.KEYFRAME_SEQUENCE, keyframe);
        byte[] whole = EntryFormat.encode(new Entry.Processes(scrape));
        byte[] delta = EntryFormat.encodeDelta(scrape, base);

        assertThat(whole).isNotEqualTo(delta);
        assertThat(leaf(EntryFormat.decode(delta, (epoch, sequence) -> base)))
                .isEqualTo(leaf(EntryFormat.decode(whole, (epoch, sequence) -> base)))
                .isEqualTo(leaves().get(name));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasSaidIsReadBackFromTheLeaf(long seed) {
        RandomHistory history = new RandomHistory(seed);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(new Entry.Processes(ProcessScrape.of(history.nextScrape())));
            entries.add(new Entry.Figures(history.nextHost()));
            entries.add(new Entry.Events(history.nextStoredEvents()));
        }
        for (Entry entry : entries) {
            Leaf read = Leaf.parse(leaf(entry));
            assertThat(read.lastSequence()).isEqualTo(LAST);
            assertThat(read.epoch()).isEqualTo(EPOCH);
            assertThat(EntryFormat.encode(read.entry().orElseThrow()))
                    .isEqualTo(EntryFormat.encode(entry));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @Test
    void everyChangedFieldChangesTheLeaf() {
        List<byte[]> variants = new ArrayList<>();
        Entry processes = new Entry.Processes(GoldenEntries.delta());
        variants.add(leaf(processes));
        variants.add(LeafFormat.leaf(LAST + 1, EPOCH, processes));
        variants.add(LeafFormat.leaf(LAST, EPOCH ^ 1L << 63, processes));
        variants.addAll(changedProcesses());
        variants.add(leaf(new Entry.Figures(GoldenEntries.host())));
        variants.addAll(changedHosts());
        variants.add(leaf(new Entry.Events(GoldenEntries.events())));
        variants.addAll(changedEvents());
        byte[] stored = EntryFormat.encode(processes);
        variants.add(LeafFormat.unreadable(LAST, EPOCH, 3, stored));
        variants.add(LeafFormat.unreadable(LAST, EPOCH, 4, stored));
        variants.add(LeafFormat.unreadable(LAST, EPOCH, 3, Arrays.copyOf(stored, 9)));

        assertThat(variants.stream().map(HexFormat.of()::formatHex)).doesNotHaveDuplicates();
    }

    private static List<byte[]> changedProcesses() {
        List<GroupSample> golden = GoldenEntries.delta().events();
        GroupSample one = golden.get(1);
        UUID server = one.serverId();
        Instant at = one.sampledAt();
        List<byte[]> changed = new ArrayList<>();
        for (ProcessSampled other :
                List.of(
                        new ProcessSampled(server, at, "nginx-neW", 1, 0, 0),
                        new ProcessSampled(server, at, "nginx-new", 2, 0, 0),
                        new ProcessSampled(server, at, "nginx-new", 1, -0.0, 0),
                        new ProcessSampled(server, at, "nginx-new", 1, Double.MIN_VALUE, 0),
                        new ProcessSampled(server, at, "nginx-new", 1, 0, 1),
                        with(one, Map.of(ProcessMetric.READ_BYTES, 0.0)),
                        with(one, Map.of(ProcessMetric.READ_BYTES, 1.0)),
                        with(one, Map.of(ProcessMetric.WRITE_BYTES, 1.0)))) {
            changed.add(scrape(List.of(golden.get(0), other, golden.get(2))));
        }
        changed.add(scrape(List.of(golden.get(1), golden.get(0), golden.get(2))));
        changed.add(scrape(golden.subList(0, 2)));
        changed.add(scrape(golden.stream().map(s -> moved(s, server, at.plusMillis(1))).toList()));
        UUID other = new UUID(server.getMostSignificantBits(), 1);
        changed.add(scrape(golden.stream().map(s -> moved(s, other, at)).toList()));
        return changed;
    }

    private static ProcessSampled with(GroupSample sample, Map<ProcessMetric, Double> figures) {
        return new ProcessSampled(
                sample.serverId(),
                sample.sampledAt(),
                sample.name(),
                sample.numProcs(),
                sample.cpuSeconds(),
                sample.memoryBytes(),
                figures);
    }

    private static ProcessSampled moved(GroupSample sample, UUID server, Instant at) {
        return new ProcessSampled(
                server,
                at,
                sample.name(),
                sample.numProcs(),
                sample.cpuSeconds(),
                sample.memoryBytes());
    }

    private static List<byte[]> changedHosts() {
        HostSampled golden = GoldenEntries.host();
        List<byte[]> changed = new ArrayList<>();
        for (HostMetric metric : HostMetric.values()) {
            Map<HostMetric, Double> values = new EnumMap<>(golden.values());
            values.merge(metric, 0.5, Double::sum);
            changed.add(host(golden.serverId(), golden.sampledAt(), values));
        }
        changed.add(host(golden.serverId(), golden.sampledAt().plusMillis(1), golden.values()));
        changed.add(host(UUID.randomUUID(), golden.sampledAt(), golden.values()));
        return changed;
    }

    private static byte[] host(UUID server, Instant at, Map<HostMetric, Double> values) {
        return leaf(new Entry.Figures(new HostSampled(server, at, values)));
    }

    private static List<byte[]> changedEvents() {
        StoredEvent e = GoldenEntries.events().getFirst();
        TreeSet<TagPair> tags = new TreeSet<>(List.of(new TagPair("serve", "r")));
        TreeMap<String, String> metadata = new TreeMap<>(Map.of("traceId", "43"));
        List<byte[]> changed = new ArrayList<>();
        for (StoredEvent other :
                List.of(
                        event(e, "x", e.typeName(), e.typeVersion(), e.timestamp()),
                        event(e, e.identifier(), "x", e.typeVersion(), e.timestamp()),
                        event(e, e.identifier(), e.typeName(), "2", e.timestamp()),
                        event(e, e.identifier(), e.typeName(), "1", e.timestamp().plusNanos(1)),
                        with(e, tags, e.metadata(), e.payloadForm(), e.payload()),
                        with(e, e.tags(), metadata, e.payloadForm(), e.payload()),
                        with(e, e.tags(), new TreeMap<>(), e.payloadForm(), e.payload()),
                        with(e, e.tags(), e.metadata(), PayloadForm.TEXT, e.payload()),
                        with(e, e.tags(), e.metadata(), e.payloadForm(), new byte[] {0}))) {
            changed.add(leaf(new Entry.Events(List.of(other))));
        }
        changed.add(leaf(new Entry.Events(List.of(e, e))));
        return changed;
    }

    private static StoredEvent event(
            StoredEvent e, String identifier, String type, String version, Instant at) {
        return new StoredEvent(
                identifier,
                type,
                version,
                at,
                e.tags(),
                e.metadata(),
                e.payloadForm(),
                e.payload());
    }

    private static StoredEvent with(
            StoredEvent e,
            SortedSet<TagPair> tags,
            SortedMap<String, String> metadata,
            PayloadForm form,
            byte[] payload) {
        return new StoredEvent(
                e.identifier(),
                e.typeName(),
                e.typeVersion(),
                e.timestamp(),
                tags,
                metadata,
                form,
                payload);
    }

    @Test
    void bytesThatAreNoLeafAreRefused() {
        Random random = new Random(7);
        for (byte[] leaf : leaves().values()) {
            for (int length = 0; length < leaf.length - 3; length++) {
                byte[] cut = Arrays.copyOf(leaf, length);
                if (leaf[1] != LeafFormat.UNREADABLE || length < 22) {
                    assertThatThrownBy(() -> Leaf.parse(cut))
                            .isInstanceOf(MalformedEntryException.class);
                }
                byte[] hostile = leaf.clone();
                hostile[length] = (byte) random.nextInt();
                try {
                    Leaf.parse(hostile);
                } catch (MalformedEntryException refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                }
            }
        }
    }

    private static byte[] scrape(List<? extends GroupSample> samples) {
        return leaf(new Entry.Processes(ProcessScrape.of(samples)));
    }

    private static byte[] leaf(Entry entry) {
        return LeafFormat.leaf(LAST, EPOCH, entry);
    }
}
