package io.nodepulse.audit.notary;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An event store of one shard in memory that does whatever a test wants. */
public final class ScriptedLog implements AppendLog {

    static final int EVENTS = 5;

    final List<Appended> appends = new ArrayList<>();
    final List<EpochStart> epochs = new ArrayList<>();
    long trimmed;
    long head;
    long epoch;

    ScriptedLog() {
        begin(0x1111, 0, 1);
    }

    /** A new epoch: what came after {@code after} is gone, numbers go on at {@code first}. */
    void begin(long newEpoch, long after, long first) {
        epoch = newEpoch;
        epochs.add(new EpochStart(newEpoch, after, first, Instant.parse("2026-03-01T12:00:00Z")));
        appends.removeIf(append -> append.lastSequence() > after);
        head = first - 1;
    }

    /** That many scrapes; each 10th append is one that is kept for ever. */
    ScriptedLog append(int count) {
        for (int i = 0; i < count; i++) {
            boolean fact = appends.size() % 10 == 0;
            int events = fact ? 1 : EVENTS;
            head += events;
            appends.add(appended(head, events, epoch, fact, "said " + head + " in " + epoch));
        }
        return this;
    }

    static Appended appended(long last, int events, long epoch, boolean fact, String said) {
        return new Appended(
                last,
                events,
                epoch,
                fact,
                () -> Optional.of(said.getBytes(StandardCharsets.UTF_8)));
    }

    /** What {@code Valkey} would do up to that sequence. */
    long trim(long through) {
        int before = appends.size();
        appends.removeIf(append -> !append.fact() && append.lastSequence() <= through);
        trimmed = Math.max(trimmed, through);
        return before - appends.size();
    }

    void replace(int index, String said) {
        Appended old = appends.get(index);
        appends.set(
                index, appended(old.lastSequence(), old.count(), old.epoch(), old.fact(), said));
    }

    void insert(Appended append) {
        appends.add(append);
        appends.sort(Comparator.comparing(Appended::lastSequence));
    }

    @Override
    public int shards() {
        return 1;
    }

    @Override
    public List<Appended> after(int shard, long sequence, int limit) {
        return appends.stream()
                .filter(append -> append.lastSequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public List<EpochStart> epochs(int shard) {
        return List.copyOf(epochs);
    }

    @Override
    public long trimmed(int shard) {
        return trimmed;
    }
}
