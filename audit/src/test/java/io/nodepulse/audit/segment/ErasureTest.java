package io.nodepulse.audit.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.note.ErasedLeaf;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.segment.BlockEntry;
import io.nodepulse.events.segment.Erasure;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.store.history.HistoryItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A server and its neighbour on a real Valkey, three hours in segments, of which the first two are
 * nowhere else, and some minutes in Valkey alone. The history of one of them is erased.
 */
class ErasureTest {

    private static final int LATER = 10;

    @TempDir Path folder;

    private SegmentedShard shard;
    private Map<Long, byte[]> leaves = Map.of();

    @BeforeEach
    void begin() {
        shard = new SegmentedShard(folder);
        shard.withNeighbour();
        shard.hours(3);
        for (int i = 0; i < 20; i++) {
            shard.scrape();
        }
        shard.notary().seal(0);
        leaves = shard.inValkey();
        shard.trim();
    }

    @AfterEach
    void end() {
        shard.close();
    }

    private List<HistoryItem> history(UUID server) {
        List<HistoryItem> items = new ArrayList<>();
        shard.store()
                .history()
                .samples(
                        server,
                        Exporter.PROCESSES,
                        SegmentedShard.NOON,
                        SegmentedShard.NOON.plus(Duration.ofDays(1)),
                        0)
                .forEachRemaining(items::add);
        return items;
    }

    private SealVerification.Outcome verified() {
        return new SealVerification(
                        shard.store(),
                        Optional.of(shard.notary()),
                        Optional.of(shard.segments()),
                        InstantSource.system())
                .verify(List.of(), (verified, total) -> {});
    }

    private long eraseAndGoOn() {
        long erasure = shard.erase();
        for (int i = 0; i < LATER; i++) {
            shard.scrape();
        }
        shard.notary().seal(0);
        return erasure;
    }

    private void assertErased(long erasure) throws IOException {
        for (SegmentFile file : shard.files()) {
            for (BlockEntry block : file.open().footer().blocks()) {
                assertThat(block.isOfScrapes() && block.serverId().equals(shard.server()))
                        .as("%s in %s", block, file.path())
                        .isFalse();
            }
        }
        assertThat(shard.store().shard(0).trimmed()).isGreaterThanOrEqualTo(erasure - 1);
        SealVerification.Outcome outcome = verified();
        assertThat(outcome.intact()).as(outcome::toString).isTrue();
        assertThat(outcome.trees().getFirst().findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.kind()).isEqualTo(Finding.Kind.ERASED);
                            assertThat(found.first()).isEqualTo(3);
                            assertThat(found.last()).isLessThan(erasure);
                            assertThat(found.detail())
                                    .contains(shard.server().toString())
                                    .contains("740 scrapes")
                                    .contains("erased by person:ada on 2026-03-01T15:05:00Z");
                        });
    }

    @Test
    void theHistoryOfAServerIsGoneAndWhoHadItErasedIsSaid() throws IOException {
        List<HistoryItem> neighbours = history(shard.neighbour());

        long erasure = eraseAndGoOn();
        shard.round();

        assertErased(erasure);
        List<HistoryItem> items = history(shard.server());
        assertThat(items.getFirst())
                .isInstanceOfSatisfying(
                        HistoryItem.Erased.class,
                        item -> assertThat(item.erasure().by()).isEqualTo("person:ada"));
        assertThat(items.subList(1, items.size()))
                .hasSize(2 * LATER)
                .allMatch(item -> item instanceof HistoryItem.Recorded);
        List<HistoryItem> neighboursNow = history(shard.neighbour());
        assertThat(neighboursNow).hasSize(neighbours.size() + LATER);
        assertThat(neighboursNow.subList(0, neighbours.size())).isEqualTo(neighbours);
    }

    @Test
    void aNeighboursAppendIsProvenAsBeforeAndAnErasedOneByItsHash() {
        long erasure = eraseAndGoOn();
        shard.round();

        TreeHash hash = new TreeHash();
        int erased = 0;
        int proven = 0;
        for (Map.Entry<Long, byte[]> signed : leaves.entrySet()) {
            long last = signed.getKey();
            if (last % 7 != 0) {
                continue;
            }
            InclusionProof proof = shard.segments().inclusion(0, last).orElseThrow();
            byte[] extra = proof.extra().orElseThrow();
            assertThat(proof.note().verify(shard.notary().keys(0))).isNotEmpty();
            Optional<ErasedLeaf> left = ErasedLeaf.of(extra);
            if (left.isPresent()) {
                assertThat(left.get().hash()).isEqualTo(hash.leaf(signed.getValue()));
                assertThat(left.get().isIn(proof)).isTrue();
                assertThat(left.get().words())
                        .contains("server " + shard.server())
                        .contains("erased by person:ada on");
                assertThat(shard.segments().inclusionOfErased(0, last, shard.server())).isPresent();
                assertThat(shard.segments().inclusionOfErased(0, last, shard.neighbour()))
                        .isEmpty();
                erased++;
            } else {
                assertThat(extra).isEqualTo(signed.getValue());
                assertThat(proof.includes(extra)).isTrue();
                proven++;
            }
        }
        assertThat(erased).isGreaterThan(50);
        assertThat(proven).isGreaterThan(50);
        assertThat(leaves.keySet()).allMatch(last -> last < erasure);
    }

    @Test
    void aRoundThatEndedAnywhereIsEndedAfterTheNextStart() throws IOException {
        SegmentFile file = shard.files().getFirst();
        byte[] before = Files.readAllBytes(file.path());
        byte[] proofBefore = Files.readAllBytes(file.proofPath());
        long erasure = eraseAndGoOn();
        shard.restart(); // after the event
        shard.round();
        byte[] after = Files.readAllBytes(file.path());
        byte[] proofAfter = Files.readAllBytes(file.proofPath());
        Path next = file.path().resolveSibling(file.path().getFileName() + ".next");

        Files.write(next, after); // written, and the proof is of what was before
        Files.write(file.path(), before);
        Files.write(file.proofPath(), proofBefore);
        shard.restart();
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
        shard.round();
        assertErased(erasure);

        Files.write(next, after); // the proof is of what takes its place
        Files.write(file.path(), before);
        Files.write(file.proofPath(), proofAfter);
        shard.restart();
        assertThat(Files.readAllBytes(file.path())).isEqualTo(after);
        assertThat(next).doesNotExist();
        shard.round();
        assertErased(erasure);

        Files.write(next, Files.readAllBytes(shard.files().getLast().path())); // of another one
        shard.restart();
        shard.round();
        assertErased(erasure);
    }

    @Test
    void whatIsSampledLaterIsErasedByALaterErasure() throws IOException {
        eraseAndGoOn();
        shard.round();
        long second = eraseAndGoOn();
        shard.round();

        SealVerification.Outcome outcome = verified();
        assertThat(outcome.intact()).as(outcome::toString).isTrue();
        assertThat(outcome.trees().getFirst().findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.ERASED, Finding.Kind.ERASED);
        List<HistoryItem> items = history(shard.server());
        assertThat(items.subList(0, 2)).allMatch(HistoryItem.Erased.class::isInstance);
        assertThat(items.subList(2, items.size()))
                .hasSize(2 * LATER)
                .allMatch(item -> item.sequence() > second);
        shard.hours(1);
        shard.trim();
        assertThat(history(shard.server())).hasSize(2 + 2 * LATER + 2 * SegmentedShard.PER_HOUR);
    }

    @Test
    void anIndexThatIsLostIsFoundAndTheSegmentsAreProvenWithoutIt() {
        eraseAndGoOn();
        shard.round();
        shard.loseIndexOfErasures();

        SealVerification.Outcome outcome = verified();

        assertThat(outcome.intact()).isFalse();
        assertThat(outcome.indexes()).isNotEmpty();
        assertThat(outcome.trees().getFirst().findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.ERASED);
    }

    /** Whoever can write to the folder could take out anything by its hash. */
    @Test
    void whatNoEventErasedIsMissing() throws IOException {
        SegmentFolder ours = SegmentFolder.of(shard.directory(), 0);
        SegmentFile file = shard.files().getFirst();
        ErasedAppends claimed =
                new ErasedAppends(
                        List.of(new Erasure(999_999, shard.server(), "nobody", Instant.EPOCH)));
        SegmentErasure erasure = new SegmentErasure(ours, shard.segments().shard(0), claimed, 3);
        assertThat(erasure.erase(KeptSegment.of(file))).isTrue();

        SealVerification.Outcome outcome = verified();

        assertThat(outcome.intact()).isFalse();
        assertThat(outcome.trees().getFirst().findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.kind()).isEqualTo(Finding.Kind.MISSING);
                            assertThat(found.detail()).contains("no event 999999 erased them");
                        });
    }

    @Test
    void anEmptyValkeyIsFilledAgainWithoutWhatWasErased() throws IOException {
        long erasure = eraseAndGoOn();
        shard.hours(1);
        shard.round();
        assertErasedInSegments();
        shard.loseValkey();

        SegmentRestore restore =
                new SegmentRestore(shard.store(), shard.notary(), shard.directory());
        restore.check((shardNumber, read) -> {});
        restore.restore(0, read -> {});

        assertThat(shard.store().shard(0).erasures())
                .singleElement()
                .satisfies(each -> assertThat(each.sequence()).isEqualTo(erasure));
        assertThat(history(shard.server()).subList(1, 3))
                .allMatch(item -> item.sequence() > erasure);
    }

    private void assertErasedInSegments() throws IOException {
        long erased = 0;
        for (SegmentFile file : shard.files()) {
            var appends = file.open().appends();
            while (appends.hasNext()) {
                erased += appends.next() instanceof SegmentAppend.Erased ? 1 : 0;
            }
        }
        assertThat(erased).isEqualTo(740);
    }
}
