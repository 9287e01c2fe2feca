package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.restore.ShardRestore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;

/**
 * Fills an event store that has nothing from its segments, once all of them are proven by what the
 * notary signed. Used once.
 */
public final class SegmentRestore {

    private final ValkeyEventStore store;
    private final Notary notary;
    private final Path directory;

    /**
     * @param store reads those segments
     * @param directory where they are
     */
    public SegmentRestore(ValkeyEventStore store, Notary notary, Path directory) {
        this.store = store;
        this.notary = notary;
        this.directory = directory;
    }

    /**
     * What can be had again of a shard.
     *
     * @param files how many segments
     * @param head sequence of the last event that is in one
     * @param signed sequence up to which the shard was signed: what lies between is lost
     * @param newest time of the newest scrape; empty where there is none
     */
    public record Held(int shard, int files, long head, long signed, Optional<Instant> newest) {}

    /**
     * Reads all segments and compares them with what was signed.
     *
     * @param progress told a shard, and the sequence up to which its segments are compared
     * @throws SegmentsException if one is not what was signed, or is missing
     * @throws IOException if one cannot be read
     */
    public List<Held> check(ObjLongConsumer<Integer> progress) throws IOException {
        List<Held> held = new ArrayList<>();
        for (int shard = 0; shard < store.shards(); shard++) {
            List<KeptSegment> segments = new ArrayList<>();
            for (SegmentFile file : SegmentFolder.of(directory, shard).list()) {
                segments.add(KeptSegment.of(file));
            }
            List<Finding> findings =
                    new SegmentCheck(notary, shard)
                            .run(segments, List.of(), told(shard, progress))
                            .findings();
            for (Finding found : findings) {
                if (found.kind() != Finding.Kind.ERASED) {
                    throw new SegmentsException("shard %d, %s".formatted(shard, found));
                }
            }
            held.add(held(shard, segments));
        }
        return held;
    }

    private static LongConsumer told(int shard, ObjLongConsumer<Integer> progress) {
        return sequence -> progress.accept(shard, sequence);
    }

    private Held held(int shard, List<KeptSegment> segments) {
        return new Held(
                shard,
                segments.size(),
                segments.stream()
                        .mapToLong(segment -> segment.summary().lastSequence())
                        .max()
                        .orElse(0),
                notary.signed(shard),
                segments.stream()
                        .map(segment -> segment.summary().lastSampledAt())
                        .filter(Instant.EPOCH::isBefore)
                        .max(Instant::compareTo));
    }

    /**
     * Fills that shard.
     *
     * @param progress told the sequence up to which its segments are read
     * @throws IllegalStateException if it has events
     */
    public ShardRestore.Restored restore(int shard, LongConsumer progress) {
        ShardRestore.Restored restored =
                store.shard(shard).restore().run(notary.proofs(shard).epochs(), progress);
        // Valkey has no scrape of it any more, with this service's leave.
        notary.retire(shard, restored.head(), most -> 0);
        return restored;
    }
}
