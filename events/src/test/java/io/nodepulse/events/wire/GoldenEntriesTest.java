package io.nodepulse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Every version that was ever written still reads. */
class GoldenEntriesTest {

    static IntStream versions() {
        return IntStream.rangeClosed(1, EntryFormat.VERSION);
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
        String file = "/golden/v" + version + "/" + name + ".hex";
        try (InputStream in = GoldenEntriesTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            byte[] bytes =
                    HexFormat.of()
                            .parseHex(
                                    new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                                            .strip());
            return EntryFormat.decode(
                    bytes,
                    (epoch, sequence) -> {
                        assertThat(epoch).isEqualTo(version < 2 ? null : GoldenEntries.EPOCH);
                        if (keyframe == null || sequence != keyframe.lastSequence()) {
                            throw new MalformedEntryException("no keyframe " + sequence);
                        }
                        return keyframe;
                    });
        }
    }
}
