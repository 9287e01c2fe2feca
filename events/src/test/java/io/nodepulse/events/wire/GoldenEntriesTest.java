package io.nodepulse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Every version that was ever written still reads. */
class GoldenEntriesTest {

    static IntStream versions() {
        return IntStream.rangeClosed(1, EntryFormat.PLAIN);
    }

    @Test
    void theNewestVersionHasOptionalFigures() throws IOException {
        Keyframe keyframe =
                new Keyframe(
                        GoldenEntries.EPOCH,
                        GoldenEntries.KEYFRAME_SEQUENCE,
                        ((Entry.Processes) decode(EntryFormat.VERSION, "keyframe", null)).scrape());

        requireSame(keyframe.scrape(), GoldenEntries.keyframeWithFigures());
        requireSame(
                ((Entry.Processes) decode(EntryFormat.VERSION, "delta", keyframe)).scrape(),
                GoldenEntries.deltaWithFigures());
    }

    @Test
    void unitsAreWrittenAndReadAsEver() throws IOException {
        Keyframe keyframe =
                new Keyframe(
                        GoldenEntries.EPOCH,
                        GoldenEntries.KEYFRAME_SEQUENCE,
                        ((Entry.Processes) decode(EntryFormat.VERSION, "units-keyframe", null))
                                .scrape());

        requireSame(keyframe.scrape(), GoldenEntries.unitKeyframe());
        requireSame(
                ((Entry.Processes) decode(EntryFormat.VERSION, "units-delta", keyframe)).scrape(),
                GoldenEntries.unitDelta());
        for (String name : List.of("units-keyframe", "units-delta")) {
            assertThat(HexFormat.of().formatHex(GoldenEntries.encoded().get(name)))
                    .isEqualTo(HexFormat.of().formatHex(golden(EntryFormat.VERSION, name)));
        }
    }

    private static void requireSame(ProcessScrape read, ProcessScrape golden) {
        assertThat(read.events()).isEqualTo(golden.events());
        // Bit by bit, also of a figure that has no name yet.
        assertThat(LeafFormat.leaf(1, 1, new Entry.Processes(read)))
                .isEqualTo(LeafFormat.leaf(1, 1, new Entry.Processes(golden)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyframe", "delta", "host", "events"})
    void whatHasNoOptionalFiguresIsWrittenAsBefore(String name) throws IOException {
        Keyframe keyframe =
                new Keyframe(
                        GoldenEntries.EPOCH,
                        GoldenEntries.KEYFRAME_SEQUENCE,
                        GoldenEntries.keyframe());
        byte[] written =
                switch (name) {
                    case "keyframe" ->
                            EntryFormat.encode(new Entry.Processes(GoldenEntries.keyframe()));
                    case "delta" -> EntryFormat.encodeDelta(GoldenEntries.delta(), keyframe);
                    case "host" -> EntryFormat.encode(new Entry.Figures(GoldenEntries.host()));
                    default -> EntryFormat.encode(new Entry.Events(GoldenEntries.events()));
                };

        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo(HexFormat.of().formatHex(golden(EntryFormat.PLAIN, name)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionDecodes(int version) throws IOException {
        Keyframe keyframe =
                new Keyframe(
                        GoldenEntries.EPOCH,
                        GoldenEntries.KEYFRAME_SEQUENCE,
                        ((Entry.Processes) decode(version, "keyframe", null)).scrape());

        assertThat(keyframe.scrape().events()).isEqualTo(GoldenEntries.keyframe().events());
        assertThat(((Entry.Processes) decode(version, "delta", keyframe)).scrape().events())
                .isEqualTo(GoldenEntries.delta().events());
        assertThat(decode(version, "host", null))
                .isEqualTo(new Entry.Figures(GoldenEntries.host()));
        assertThat(decode(version, "events", null))
                .usingRecursiveComparison()
                .isEqualTo(new Entry.Events(GoldenEntries.events()));
    }

    private static Entry decode(int version, String name, @Nullable Keyframe keyframe)
            throws IOException {
        return EntryFormat.decode(
                golden(version, name),
                (epoch, sequence) -> {
                    assertThat(epoch).isEqualTo(version < 2 ? null : GoldenEntries.EPOCH);
                    if (keyframe == null || sequence != keyframe.lastSequence()) {
                        throw new MalformedEntryException("no keyframe " + sequence);
                    }
                    return keyframe;
                });
    }

    private static byte[] golden(int version, String name) throws IOException {
        String file = "/golden/v" + version + "/" + name + ".hex";
        try (InputStream in = GoldenEntriesTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
            return HexFormat.of().parseHex(hex);
        }
    }
}
