package io.nodepulse.events.store.stream;

import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.deadletter.DeadLetter;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.EntryFilter;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.entry.RetiredEntryException;
import io.nodepulse.events.store.epoch.Continuity;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the next entries of a shard ready. A thread of its own waits at Valkey for new ones,
 * decodes them, and pauses while enough are ready. While Valkey is away it tries again with backoff
 * and just has nothing to offer. It hands out nothing that does not follow on what it has read
 * before: where numbers are missing or stand for other events now, it says so and waits.
 * Thread-safe.
 */
final class EntryFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EntryFeed.class);

    private static final int ENTRIES_PER_READ = 256;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final StreamSource source;
    private final EntryFilter filter;
    private final Runnable available;
    private final ReadyEntries ready;
    private final Thread thread;

    /** Whether the position is still to be compared with what the shard holds. */
    private boolean unchecked = true;

    /**
     * Not yet reading.
     *
     * @param after entries that end after this position are read
     * @param filter entries that are kept ready; the others are passed over
     * @param available run whenever there may be more to poll, or nothing ever again
     */
    EntryFeed(StreamSource source, ShardToken after, EntryFilter filter, Runnable available) {
        this.source = source;
        this.filter = filter;
        this.available = available;
        this.ready = new ReadyEntries(after);
        this.thread = Thread.ofVirtual().name(source.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What was read. */
    ReadyEntries ready() {
        return ready;
    }

    @Override
    public void close() {
        ready.close();
        thread.interrupt();
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (ready.awaitRoom()) {
            try {
                readOnce();
                backoff = FIRST_BACKOFF;
            } catch (EventStoreUnavailableException e) {
                if (ready.awaitClosed(backoff)) {
                    return;
                }
                log.warn("{} reads again after {}: {}", source.name(), backoff, e.getMessage());
                backoff = min(backoff.multipliedBy(2), LONGEST_BACKOFF);
            } catch (RuntimeException | Error e) {
                // Told first: where memory is short, logging may fail, too.
                ready.fail(e);
                available.run();
                log.error("{} stops reading", source.name(), e);
                return;
            }
        }
    }

    private void readOnce() {
        if (ready.broken() != null && ready.awaitClosed(BETWEEN_CHECKS)) {
            return;
        }
        if (unchecked && !goesOn(source.reader().history())) {
            return;
        }
        List<RawEntry> entries =
                source.reader().awaitAfter(ready.position().sequence(), ENTRIES_PER_READ, WAIT);
        // Where nothing comes, the shard may have gone back behind this position.
        unchecked = entries.isEmpty();
        for (RawEntry raw : entries) {
            if (!follows(raw)) {
                unchecked = true;
                return;
            }
            breakOff(null);
            take(raw);
            available.run();
        }
        if (entries.isEmpty()) {
            breakOff(null);
        }
    }

    private boolean goesOn(EpochHistory history) {
        ShardToken position = Continuity.begin(ready.position(), history);
        ready.pass(position);
        Optional<StreamBreak> found = Continuity.breakAt(position, history);
        found.ifPresent(source.reader()::report);
        found.ifPresent(this::breakOff);
        return found.isEmpty();
    }

    /** Whether the entry comes right after the position, in the same history. */
    private boolean follows(RawEntry raw) {
        ShardToken position = ready.position();
        if (raw.firstSequence() == position.sequence() + 1
                && raw.epoch().equals(position.trail().last())) {
            return true;
        }
        EpochHistory history = source.reader().history();
        if (!goesOn(history)) {
            return false;
        }
        Optional<StreamBreak> gap = Continuity.gapBefore(raw, ready.position(), history);
        gap.ifPresent(this::breakOff);
        return gap.isEmpty();
    }

    private void breakOff(@Nullable StreamBreak found) {
        if (ready.breakOff(found) && found != null) {
            log.error("{} stops: {}", source.name(), found);
        }
    }

    private void take(RawEntry raw) {
        source.given().saw(raw.lastSequence(), raw.epoch());
        ShardToken next = Continuity.after(raw, ready.position());
        @Nullable DecodedEntry entry = filter.mayWant(raw) ? decoded(raw) : null;
        if (entry != null && filter.mayWant(entry)) {
            ready.add(entry, next);
        } else {
            ready.pass(next);
        }
    }

    /** Null if it cannot be read. */
    private @Nullable DecodedEntry decoded(RawEntry raw) {
        try {
            return source.decoder().decode(raw);
        } catch (RetiredEntryException e) {
            log.debug("{} passes over {}: {}", source.name(), raw.id(), e.getMessage());
        } catch (MalformedEntryException e) {
            source.deadLetters().setAside(raw, DeadLetter.DECODING, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
