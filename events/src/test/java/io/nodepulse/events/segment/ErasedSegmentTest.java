package io.nodepulse.events.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.wire.Entry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A segment of which the scrapes of a server were erased in two goes, and others are there. */
class ErasedSegmentTest {

    private final List<SegmentAppend> appends = new RandomShard(21).next(400);
    private final UUID server =
            appends.stream()
                    .filter(ErasedSegmentTest::isScrape)
                    .map(ErasedSegmentTest::serverOf)
                    .findFirst()
                    .orElseThrow();

    private static boolean isScrape(SegmentAppend append) {
        return append instanceof Readable readable && !(readable.entry() instanceof Entry.Events);
    }

    private static UUID serverOf(SegmentAppend append) {
        Sampled scrape =
                switch (((Readable) append).entry()) {
                    case Entry.Processes processes -> processes.scrape();
                    case Entry.Figures figures -> figures.sample();
                    case Entry.Events events -> throw new IllegalArgumentException("no scrape");
                };
        return scrape.serverId();
    }

    private List<SegmentAppend> erased(List<Erasure> erasures) {
        List<SegmentAppend> left = new ArrayList<>();
        for (SegmentAppend append : appends) {
            left.add(
                    append instanceof Readable readable
                            ? Erasure.of(readable, erasures)
                                    .<SegmentAppend>map(by -> erased(readable, by))
                                    .orElse(append)
                            : append);
        }
        return left;
    }

    private static Erased erased(Readable append, Erasure by) {
        byte[] hash = ByteBuffer.allocate(Erased.HASH_BYTES).putLong(append.lastSequence()).array();
        return new Erased(
                append.lastSequence(),
                append.epoch(),
                append.count(),
                by.serverId(),
                by.sequence(),
                hash);
    }

    @Test
    void placesAndHashesStayAndNothingElseDoes() throws IOException {
        long half = appends.get(appends.size() / 2).lastSequence() + 1;
        long end = appends.getLast().lastSequence() + 1;
        List<SegmentAppend> left =
                erased(
                        List.of(
                                new Erasure(half, server, "ada", Instant.EPOCH),
                                new Erasure(end, server, "bob", Instant.EPOCH)));
        assertThat(left.stream().filter(Erased.class::isInstance)).hasSizeGreaterThan(20);

        SegmentReader segment = SegmentReader.open(new BytesSource(RandomShard.segment(left)));

        List<SegmentAppend> read = SegmentTest.all(segment.appends());
        assertThat(read).hasSameSizeAs(appends);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).lastSequence()).isEqualTo(appends.get(i).lastSequence());
            assertThat(read.get(i).epoch()).isEqualTo(appends.get(i).epoch());
            assertThat(read.get(i).count()).isEqualTo(appends.get(i).count());
            if (left.get(i) instanceof Erased erased) {
                assertThat(read.get(i)).usingRecursiveComparison().isEqualTo(erased);
            } else {
                assertThat(read.get(i).leaf()).isEqualTo(appends.get(i).leaf());
            }
        }
        for (Exporter exporter : Exporter.values()) {
            assertThat(segment.blockOf(server, exporter)).isEmpty();
        }
        assertThat(segment.footer().blocks().stream().filter(BlockEntry::isOfErased)).hasSize(2);
        assertThat(segment.footer().summary())
                .usingRecursiveComparison()
                .ignoringFields("firstSampledAt", "lastSampledAt")
                .isEqualTo(
                        SegmentReader.open(new BytesSource(RandomShard.segment(appends)))
                                .footer()
                                .summary());
    }

    @Test
    void whatIsNotErasedIsWrittenAsProgramsOfBeforeReadIt() throws IOException {
        List<SegmentAppend> plain =
                appends.stream().filter(append -> !hasOptionalFigures(append)).toList();

        assertThat(plain).hasSizeLessThan(appends.size());
        assertThat(RandomShard.segment(plain)[SegmentFormat.MAGIC.length])
                .isEqualTo((byte) SegmentFormat.WHOLE);
        assertThat(RandomShard.segment(appends)[SegmentFormat.MAGIC.length])
                .isEqualTo((byte) SegmentFormat.WITH_FIGURES);
    }

    private static boolean hasOptionalFigures(SegmentAppend append) {
        return append instanceof Readable readable
                && readable.entry() instanceof Entry.Processes processes
                && !processes.scrape().figures().isEmpty();
    }

    @Test
    void whatIsErasedSaysNothing() {
        Erased erased =
                erased(
                        (Readable)
                                appends.stream()
                                        .filter(ErasedSegmentTest::isScrape)
                                        .findFirst()
                                        .orElseThrow(),
                        new Erasure(9, server, "ada", Instant.EPOCH));

        assertThatThrownBy(erased::leaf).hasMessageContaining("was erased");
    }
}
