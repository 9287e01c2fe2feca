package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.entry.RawEntry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A shard on several copies of Valkey as a list of events, each with an identity of its own: what
 * {@link Continuity} has to infer from epochs can be looked up here.
 */
final class ShardModel {

    private static final byte[] NO_BYTES = {};

    /** An event, and the same one on every copy that has it. */
    record Event(long identity, long sequence, Epoch epoch) {}

    /** What one process of Valkey holds, and what it remembers of its own appends. */
    private static final class Copy {
        private final List<RawEntry> entries = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private final List<EpochStart> starts = new ArrayList<>();
        private long given;
        private long trimmed;
        private long wroteLast = -1;

        Copy copied() {
            Copy copy = new Copy();
            copy.entries.addAll(entries);
            copy.events.addAll(events);
            copy.starts.addAll(starts);
            copy.given = given;
            copy.trimmed = trimmed;
            return copy;
        }

        long head() {
            return events.isEmpty() ? 0 : events.getLast().sequence();
        }
    }

    private final Random random;
    private final List<Copy> replicas = new ArrayList<>();
    private Copy primary = new Copy();
    private long identities;

    ShardModel(Random random) {
        this.random = random;
    }

    /** Appends one entry; the caller knows of numbers up to {@code given}. */
    void append(long given) {
        Copy on = primary;
        long head = on.head();
        long base = Math.max(Math.max(given, on.given), head);
        if (on.wroteLast != head || base > head || on.starts.isEmpty()) {
            on.starts.add(new EpochStart(Epoch.random(), head, base + 1, Instant.EPOCH));
        }
        Epoch epoch = on.starts.getLast().epoch();
        int count = 1 + random.nextInt(3);
        for (int i = 1; i <= count; i++) {
            on.events.add(new Event(identities++, base + i, epoch));
        }
        on.entries.add(new RawEntry(base + count, count, epoch, NO_BYTES));
        on.wroteLast = base + count;
    }

    /** A replica, or a backup, has all that is there by now. */
    void replicate() {
        replicas.add(primary.copied());
    }

    /** One of the copies goes on, most likely a recent one; what was the primary may come back. */
    void promote() {
        if (replicas.isEmpty()) {
            return;
        }
        int age = Math.min(random.nextInt(replicas.size()), random.nextInt(replicas.size()));
        Copy next = replicas.get(replicas.size() - 1 - age);
        replicas.add(primary.copied());
        primary = next.copied();
    }

    /** Retention comes by. */
    void trim() {
        if (!primary.entries.isEmpty()) {
            RawEntry last = primary.entries.get(random.nextInt(primary.entries.size()));
            primary.trimmed = Math.max(primary.trimmed, last.lastSequence());
        }
    }

    void reportGiven(long sequence) {
        primary.given = Math.max(primary.given, sequence);
    }

    long head() {
        return primary.head();
    }

    /** What the store can say of itself. */
    EpochHistory history() {
        return new EpochHistory(primary.starts, primary.head(), primary.trimmed);
    }

    /** The entries that end after that sequence, retention aside. */
    List<RawEntry> after(long sequence) {
        return primary.entries.stream()
                .filter(entry -> entry.lastSequence() > Math.max(sequence, primary.trimmed))
                .toList();
    }

    /** The events of an entry. */
    List<Event> eventsOf(RawEntry entry) {
        return primary.events.stream()
                .filter(
                        event ->
                                event.sequence() >= entry.firstSequence()
                                        && event.sequence() <= entry.lastSequence())
                .toList();
    }

    /** All that was appended to this copy, whether or not retention has removed it since. */
    List<Event> events() {
        return primary.events;
    }

    /** Whether retention has removed it. */
    boolean isTrimmed(Event event) {
        return event.sequence() <= primary.trimmed;
    }

    /** Numbers up to the head that stand for nothing. */
    Set<Long> unused() {
        Set<Long> unused = new HashSet<>();
        for (long sequence = 1; sequence <= primary.head(); sequence++) {
            unused.add(sequence);
        }
        primary.events.forEach(event -> unused.remove(event.sequence()));
        return unused;
    }
}
