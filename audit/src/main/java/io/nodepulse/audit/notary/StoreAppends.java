package io.nodepulse.audit.notary;

import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.read.StoredAppend;
import io.nodepulse.events.wire.LeafFormat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The event store as the notary reads it. Thread-safe.
 *
 * @param store the store
 */
public record StoreAppends(ValkeyEventStore store) implements AppendLog {

    @Override
    public int shards() {
        return store.shards();
    }

    @Override
    public List<Appended> after(int shard, long sequence, int limit) {
        return store.shard(shard).appends(sequence, limit).stream()
                .map(StoreAppends::appended)
                .toList();
    }

    private static Appended appended(StoredAppend append) {
        return new Appended(
                append.lastSequence(),
                append.count(),
                append.epoch().id(),
                append.isFact(),
                () -> leaf(append));
    }

    private static Optional<byte[]> leaf(StoredAppend append) {
        long epoch = append.epoch().id();
        StoredAppend.Content content = append.content();
        return switch (content.state()) {
            case READABLE ->
                    Optional.of(
                            LeafFormat.leaf(
                                    append.lastSequence(),
                                    epoch,
                                    Objects.requireNonNull(content.entry())));
            case UNREADABLE ->
                    Optional.of(
                            LeafFormat.unreadable(
                                    append.lastSequence(), epoch, append.count(), append.bytes()));
            case RETIRED -> Optional.empty();
        };
    }

    @Override
    public List<EpochStart> epochs(int shard) {
        return store.shard(shard).epochs().starts().stream()
                .map(
                        start ->
                                new EpochStart(
                                        start.epoch().id(),
                                        start.after(),
                                        start.first(),
                                        start.at()))
                .toList();
    }

    @Override
    public long trimmed(int shard) {
        return store.shard(shard).trimmed();
    }

    @Override
    public long head(int shard) {
        return store.shard(shard).head();
    }

    @Override
    public void reportGiven(int shard, long sequence) {
        if (sequence > head(shard)) {
            store.shard(shard).epochs().reportGiven(sequence);
        }
    }
}
