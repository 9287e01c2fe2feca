package io.nodepulse.events.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentAppend.Unreadable;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.GoldenEntries;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Every version that was ever written still reads. A new one gets a file of its own: change {@link
 * SegmentFormat#VERSION}, run {@link #main}, and never touch the files of the versions before.
 */
class GoldenSegmentTest {

    private static final String UNITS = "v3-units.segment";

    static IntStream versions() {
        return IntStream.rangeClosed(1, SegmentFormat.VERSION);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionReads(int version) throws IOException {
        List<SegmentAppend> read =
                SegmentTest.all(SegmentReader.open(new BytesSource(file(version))).appends());

        List<SegmentAppend> expected = appends(version);
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(read.get(i).lastSequence()).isEqualTo(expected.get(i).lastSequence());
            assertThat(read.get(i).epoch()).isEqualTo(expected.get(i).epoch());
            if (expected.get(i) instanceof Erased erased) {
                assertThat(read.get(i)).usingRecursiveComparison().isEqualTo(erased);
            } else {
                assertThat(read.get(i).leaf()).isEqualTo(expected.get(i).leaf());
            }
        }
    }

    /** Their blocks are of kinds of their own, in version 3. */
    @Test
    void unitsRead() throws IOException {
        List<SegmentAppend> read =
                SegmentTest.all(SegmentReader.open(new BytesSource(file(UNITS))).appends());

        assertThat(read.stream().map(append -> HexFormat.of().formatHex(append.leaf())))
                .containsExactlyElementsOf(
                        units().stream()
                                .map(append -> HexFormat.of().formatHex(append.leaf()))
                                .toList());
    }

    private static List<SegmentAppend> units() {
        return List.of(
                new Readable(2, Epoch.ORIGIN, new Entry.Processes(GoldenEntries.unitKeyframe())),
                new Readable(5, Epoch.ORIGIN, new Entry.Processes(GoldenEntries.keyframe())),
                new Readable(
                        7, GoldenEntries.EPOCH, new Entry.Processes(GoldenEntries.unitDelta())));
    }

    private static byte[] file(int version) throws IOException {
        return file("v%d.segment".formatted(version));
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in =
                GoldenSegmentTest.class.getResourceAsStream("/golden-segments/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    /** Version 2 has what was erased, too, and version 3 optional figures. */
    private static List<SegmentAppend> appends(int version) {
        if (version == SegmentFormat.WHOLE) {
            return appends(GoldenEntries.keyframe(), GoldenEntries.delta());
        }
        byte[] hash = new byte[Erased.HASH_BYTES];
        IntStream.range(0, hash.length).forEach(i -> hash[i] = (byte) (200 + i));
        List<SegmentAppend> all =
                new ArrayList<>(
                        version < SegmentFormat.WITH_FIGURES
                                ? appends(GoldenEntries.keyframe(), GoldenEntries.delta())
                                : appends(
                                        GoldenEntries.keyframe(),
                                        GoldenEntries.deltaWithFigures()));
        all.add(new Erased(30, GoldenEntries.EPOCH, 3, new UUID(3, 4), 40, hash));
        all.add(new Erased(31, GoldenEntries.EPOCH, 1, new UUID(1, 2), 41, hash.clone()));
        return all;
    }

    /** Processes that come and change places, figures, other events, and bytes that are none. */
    private static List<SegmentAppend> appends(ProcessScrape first, ProcessScrape second) {
        return List.of(
                new Readable(3, Epoch.ORIGIN, new Entry.Processes(first)),
                new Readable(4, Epoch.ORIGIN, new Entry.Figures(GoldenEntries.host())),
                new Readable(7, GoldenEntries.EPOCH, new Entry.Processes(second)),
                new Unreadable(9, GoldenEntries.EPOCH, 2, new byte[] {1, 2, 3}),
                new Readable(
                        20 + GoldenEntries.events().size(),
                        GoldenEntries.EPOCH,
                        new Entry.Events(GoldenEntries.events())));
    }

    /** Writes the file of the version that is written. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of("src/test/resources/golden-segments");
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("v%d.segment".formatted(SegmentFormat.VERSION)),
                RandomShard.segment(appends(SegmentFormat.VERSION)));
        Files.write(folder.resolve(UNITS), RandomShard.segment(units()));
    }
}
