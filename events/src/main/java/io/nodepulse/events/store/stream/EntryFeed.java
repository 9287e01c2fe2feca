package io.nodepulse.events.store.stream;

import io.nodepulse.events.PlacedAppend;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.deadletter.DeadLetter;
import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.EntryFilter;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.entry.RetiredEntryException;
import io.nodepulse.events.store.epoch.Continuity;
import io.nodepulse.events.store.epoch.EpochHistory;
import io.nodepulse.events.store.epoch.StreamBreak;
import io.nodepulse.events.store.read.ShardCursor;
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
    private final ShardCursor cursor;

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
        this.cursor = source.reader().cursor();
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
        if (unchecked && !seek()) {
            return;
        }
        boolean archived = cursor.isInArchive();
        List<? extends PlacedAppend> appends =
                cursor.awaitAfter(ready.position().sequence(), ENTRIES_PER_READ, WAIT);
        // Where nothing comes, the shard may have gone back behind this position.
        unchecked = appends.isEmpty();
        for (PlacedAppend append : appends) {
            if (!follows(append, archived)) {
                unchecked = true;
                return;
            }
            breakOff(null);
            take(append);
            available.run();
        }
        if (appends.isEmpty()) {
            breakOff(null);
        }
    }

    private boolean seek() {
        EpochHistory history = source.reader().history();
        boolean goesOn = goesOn(history);
        if (goesOn) {
            cursor.seek(ready.position().sequence(), history);
        }
        return goesOn;
    }

    private boolean goesOn(EpochHistory history) {
        ShardToken position = Continuity.begin(ready.position(), history);
        ready.pass(position);
        Optional<StreamBreak> found = Continuity.breakAt(position, history);
        found.ifPresent(source.reader()::report);
        found.ifPresent(this::breakOff);
        return found.isEmpty();
    }

    /**
     * Whether the append comes right after the position, in the same history.
     *
     * @param archived whether segments were looked at for what comes before it
     */
    private boolean follows(PlacedAppend append, boolean archived) {
        ShardToken position = ready.position();
        if (append.firstSequence() == position.sequence() + 1
                && append.epoch().equals(position.trail().last())) {
            return true;
        }
        EpochHistory history = source.reader().history();
        if (!goesOn(history)) {
            return false;
        }
        Optional<StreamBreak> gap = Continuity.gapBefore(append, ready.position(), history);
        if (gap.isPresent() && !archived && wasRetired(history)) {
            return false;
        }
        gap.ifPresent(this::breakOff);
        return gap.isEmpty();
    }

    /** Whether what comes next went from Valkey while it was not read yet, and is in segments. */
    private boolean wasRetired(EpochHistory history) {
        cursor.seek(ready.position().sequence(), history);
        return cursor.isInArchive();
    }

    private void breakOff(@Nullable StreamBreak found) {
        if (ready.breakOff(found) && found != null) {
            log.error("{} stops: {}", source.name(), found);
        }
    }

    private void take(PlacedAppend append) {
        source.given().saw(append.lastSequence(), append.epoch());
        ShardToken next = Continuity.after(append, ready.position());
        boolean unwanted = append instanceof RawEntry raw && !filter.mayWant(raw);
        @Nullable DecodedEntry entry = unwanted ? null : decoded(append);
        if (entry != null && filter.mayWant(entry)) {
            ready.add(entry, next);
        } else {
            ready.pass(next);
        }
    }

    /** Null if it cannot be read. */
    private @Nullable DecodedEntry decoded(PlacedAppend append) {
        try {
            return source.decoder().decode(append);
        } catch (RetiredEntryException e) {
            log.debug(
                    "{} passes over {}: {}", source.name(), append.lastSequence(), e.getMessage());
        } catch (MalformedEntryException e) {
            source.deadLetters()
                    .setAside(
                            RawEntry.of(append),
                            DeadLetter.DECODING,
                            String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
