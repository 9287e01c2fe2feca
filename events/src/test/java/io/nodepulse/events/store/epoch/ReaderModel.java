package io.nodepulse.events.store.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.epoch.ShardModel.Event;
import io.nodepulse.events.store.epoch.StreamBreak.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A reader that remembers which events it has read. It goes by {@link Continuity} as a stream does,
 * and compares what it is told with what the model knows.
 */
final class ReaderModel {

    private final ShardModel shard;
    private final Random random;
    private final List<Event> read = new ArrayList<>();
    private ShardToken token = new ShardToken(0, 0, EpochTrail.UNKNOWN);
    private int stops;

    ReaderModel(ShardModel shard, Random random) {
        this.shard = shard;
        this.random = random;
    }

    long sequence() {
        return token.sequence();
    }

    /** How often it was told to stop. */
    int stops() {
        return stops;
    }

    /** Reads some entries, or is told that it must not. */
    void readSome() {
        if (mayGoOn()) {
            int most = random.nextInt(6);
            for (RawEntry entry : shard.after(token.sequence()).stream().limit(most).toList()) {
                if (!take(entry)) {
                    return;
                }
            }
        }
    }

    /** Gives up what it cannot have any more, as often as it takes, and reads all there is. */
    void repairAndReadAll() {
        Optional<StreamBreak> found = Continuity.breakAt(token, shard.history());
        while (found.isPresent()) {
            repair(found.get());
            found = Continuity.breakAt(token, shard.history());
        }
        begin();
        for (RawEntry entry : shard.after(token.sequence())) {
            if (!take(entry)) {
                repairAndReadAll();
                return;
            }
        }
        assertThat(read).containsAll(present(Long.MAX_VALUE));
    }

    private boolean mayGoOn() {
        begin();
        Optional<StreamBreak> found = Continuity.breakAt(token, shard.history());
        if (found.isEmpty()) {
            assertThat(read).as("goes on at %s", token).containsAll(present(token.sequence()));
            assertThat(token.sequence()).isLessThanOrEqualTo(shard.head());
            return true;
        }
        stops++;
        check(found.get());
        if (found.get().kind() == Kind.AHEAD) {
            shard.reportGiven(token.sequence());
        }
        return false;
    }

    private void begin() {
        token = Continuity.begin(token, shard.history());
    }

    /** The break says what is true. */
    private void check(StreamBreak found) {
        if (found.kind() == Kind.TRIMMED) {
            assertThat(found.last()).isEqualTo(shard.history().trimmed());
            assertThat(found.first()).isGreaterThan(token.sequence());
            return;
        }
        assertThat(found.last()).isEqualTo(token.sequence());
        assertThat(found.first()).isEqualTo(found.common() + 1);
        assertThat(shard.events()).as("stopped by %s at %s", found, token).doesNotContain(last());
        assertThat(read).containsAll(present(found.common()));
        boolean givenOutAgain =
                shard.events().stream()
                        .anyMatch(
                                event ->
                                        event.sequence() > found.common()
                                                && event.sequence() <= found.last());
        assertThat(found.kind())
                .isEqualTo(givenOutAgain ? Kind.OTHER_HISTORY : stopsWithoutNeed(found));
        assertThat(present(Long.MAX_VALUE).stream())
                .filteredOn(event -> event.sequence() > found.common())
                .as("in common beyond %d", found.common())
                .doesNotContainAnyElementsOf(read);
    }

    /** Where nothing at all is in common, it may be another store altogether. */
    private Kind stopsWithoutNeed(StreamBreak found) {
        if (found.common() == 0) {
            return found.kind();
        }
        assertThat(found.last()).isGreaterThan(shard.head());
        return Kind.AHEAD;
    }

    private Event last() {
        return read.getLast();
    }

    private void repair(StreamBreak found) {
        token = Continuity.repaired(token, found, shard.history());
        if (found.kind() == Kind.AHEAD || found.kind() == Kind.OTHER_HISTORY) {
            read.removeIf(event -> event.sequence() > found.common());
        }
    }

    private boolean take(RawEntry entry) {
        Optional<StreamBreak> gap = Continuity.gapBefore(entry, token, shard.history());
        if (gap.isPresent()) {
            assertThat(gap.get().kind()).as("before %s", entry.id()).isEqualTo(Kind.TRIMMED);
            token = Continuity.repaired(token, gap.get(), shard.history());
            return false;
        }
        for (Event event : shard.eventsOf(entry)) {
            assertThat(read).as("read twice").doesNotContain(event);
            read.add(event);
        }
        token = Continuity.after(entry, token);
        return true;
    }

    /** What the shard still has up to that sequence, and the reader has not been excused of. */
    private List<Event> present(long through) {
        return shard.events().stream()
                .filter(event -> event.sequence() <= through)
                .filter(event -> event.sequence() > token.acceptedThrough())
                .filter(event -> !shard.isTrimmed(event))
                .toList();
    }
}
