package io.nodepulse.audit.segment;

import static io.nodepulse.audit.segment.SegmentedShard.NOON;
import static io.nodepulse.audit.segment.SegmentedShard.PER_HOUR;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.audit.segment.SegmentRestore.Held;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.store.history.HistoryItem;
import io.nodepulse.events.store.restore.ShardRestore.Restored;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Valkey is gone; the notary's folder and the segments are there. */
class SegmentRestoreTest {

    @TempDir Path folder;

    private SegmentedShard shard;

    @BeforeEach
    void begin() {
        shard = new SegmentedShard(folder);
        shard.hours(3);
        // Signed, and in no segment: it will be lost.
        shard.scrape();
        shard.notary().seal(0);
    }

    @AfterEach
    void end() {
        shard.close();
    }

    private SegmentRestore restore() {
        return new SegmentRestore(shard.store(), shard.notary(), shard.directory());
    }

    @Test
    void whatSegmentsHoldIsThereAgainAndGoesOnUnderTheSameTree() throws IOException {
        List<HistoryItem> before = history();
        String checkpoint = newestOfSegments();
        shard.loseValkey();

        List<Held> held = restore().check((shard, read) -> {});
        Restored restored = restore().restore(0, read -> {});

        long head = 1 + 2L * 3 * PER_HOUR;
        assertThat(held)
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.files()).isEqualTo(3);
                            assertThat(each.head()).isEqualTo(head);
                            assertThat(each.signed()).isEqualTo(head + 2);
                            assertThat(each.newest())
                                    .hasValue(NOON.plus(Duration.ofHours(3)).minusSeconds(15));
                        });
        assertThat(restored.head()).isEqualTo(head);
        assertThat(history()).isEqualTo(before.subList(0, before.size() - 2));
        assertThat(newestOfSegments()).isEqualTo(checkpoint);

        shard.hours(1);
        SealVerification.Outcome outcome =
                new SealVerification(
                                shard.store(),
                                Optional.of(shard.notary()),
                                Optional.of(shard.segments()),
                                InstantSource.system())
                        .verify(List.of(), (verified, total) -> {});
        assertThat(outcome.intact()).as(outcome::toString).isTrue();
        assertThat(outcome.trees().getFirst().findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.kind()).isEqualTo(Finding.Kind.LOST);
                            assertThat(found.first()).isEqualTo(head + 1);
                            assertThat(found.last()).isEqualTo(head + 2);
                        });
        // Their numbers are not given again.
        assertThat(history().get((int) head - 1).sequence()).isEqualTo(head + 3);
    }

    private String newestOfSegments() throws IOException {
        long end = shard.files().getLast().end();
        return shard.notary().proofs(0).checkpoint(end).toString();
    }

    private List<HistoryItem> history() {
        List<HistoryItem> items = new ArrayList<>();
        shard.store()
                .history()
                .samples(shard.server(), Exporter.PROCESSES, NOON, NOON.plus(Duration.ofDays(1)), 0)
                .forEachRemaining(items::add);
        return items;
    }

    @Test
    void nothingIsFilledFromSegmentsThatAreNotWhatWasSigned() throws IOException {
        shard.loseValkey();
        SegmentFile second = shard.files().get(1);
        byte[] bytes = Files.readAllBytes(second.path());
        bytes[bytes.length / 2] ^= 1;
        Files.write(second.path(), bytes);

        assertThatThrownBy(() -> restore().check((shard, read) -> {}))
                .isInstanceOf(SegmentsException.class)
                .hasMessageContaining(second.path().getFileName().toString());
    }

    @Test
    void aStoreThatHasEventsIsLeftAlone() {
        assertThatIllegalStateException()
                .isThrownBy(() -> restore().restore(0, read -> {}))
                .withMessageContaining("has events");
    }
}
