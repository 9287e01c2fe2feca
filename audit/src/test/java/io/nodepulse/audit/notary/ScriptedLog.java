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
    long given;

    ScriptedLog() {
        begin(0x1111, 0, 1);
    }

    /** A new epoch: what came after {@code after} is gone, numbers go on at {@code first}. */
    void begin(long newEpoch, long after, long first) {
        start(newEpoch, after, first);
        appends.removeIf(append -> append.lastSequence() > after);
    }

    private void start(long newEpoch, long after, long first) {
        epoch = newEpoch;
        epochs.add(new EpochStart(newEpoch, after, first, Instant.parse("2026-03-01T12:00:00Z")));
        head = first - 1;
    }

    /** What Valkey has on disk, for {@link #bringBack}. */
    record Copy(List<Appended> appends, List<EpochStart> epochs, long trimmed, long head) {}

    Copy copy() {
        return new Copy(List.copyOf(appends), List.copyOf(epochs), trimmed, head);
    }

    /** The older copy takes the place of everything; what a notary reports is not in it. */
    void bringBack(Copy copy) {
        appends.clear();
        appends.addAll(copy.appends());
        epochs.clear();
        epochs.addAll(copy.epochs());
        trimmed = copy.trimmed();
        head = copy.head();
        given = 0;
    }

    /** As the append function does when it does not know the head. */
    void beginAfterRestart(long newEpoch) {
        start(newEpoch, head, Math.max(head, given) + 1);
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

    @Override
    public long head(int shard) {
        return head;
    }

    @Override
    public void reportGiven(int shard, long sequence) {
        given = Math.max(given, sequence);
    }
}
