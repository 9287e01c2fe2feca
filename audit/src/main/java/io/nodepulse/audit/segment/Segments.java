package io.nodepulse.audit.segment;

import static java.util.Comparator.naturalOrder;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.audit.notary.TreeVerdict;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.events.segment.ArchivedSegment;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.segment.SegmentSummary;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The segments of the whole store: makes them, and says up to where each shard has them. One thread
 * makes them; any may ask.
 */
public final class Segments implements SegmentArchive {

    private final ValkeyEventStore store;
    private final Notary notary;
    private final SegmentSettings settings;
    private final List<SegmentFolder> folders = new ArrayList<>();
    private final List<ShardSegments> shards = new ArrayList<>();
    private final List<ErasureRounds> rounds = new ArrayList<>();
    private final String place;

    /**
     * What there is of a shard.
     *
     * @param files how many segments
     * @param bytes all of them take, without their proofs
     * @param events they hold
     * @param through sequence up to which nothing is in Valkey alone
     * @param oldest time of the oldest scrape; null where there is none
     * @param newest time of the newest scrape; null where there is none
     * @param waiting how many are in the folder alone and have to be in the bucket
     */
    public record Figures(
            int files,
            long bytes,
            long events,
            long through,
            @Nullable Instant oldest,
            @Nullable Instant newest,
            int waiting) {

        private static Figures of(ShardSegments shard) {
            List<KeptSegment> all = shard.all();
            return new Figures(
                    all.size(),
                    all.stream().mapToLong(KeptSegment::bytes).sum(),
                    all.stream().mapToLong(one -> one.summary().events()).sum(),
                    shard.through(),
                    sampled(all, SegmentSummary::firstSampledAt).min(naturalOrder()).orElse(null),
                    sampled(all, SegmentSummary::lastSampledAt).max(naturalOrder()).orElse(null),
                    shard.waiting().size());
        }

        /** Those of segments with scrapes. */
        private static Stream<Instant> sampled(
                List<KeptSegment> segments, Function<SegmentSummary, Instant> at) {
            return segments.stream()
                    .map(one -> at.apply(one.summary()))
                    .filter(Instant.EPOCH::isBefore);
        }
    }

    /** The segments of a folder. */
    public Segments(ValkeyEventStore store, Notary notary, Path directory, SegmentSettings settings)
            throws IOException {
        this(store, notary, directory, settings, null);
    }

    /**
     * Looks at what there is in the folder. Where that is of another history than the notary's,
     * none are made. Where there is a bucket, none are made before it was looked at, either.
     *
     * @param bucket where all segments have to be, too, if there is one
     * @throws IOException if they cannot be read
     */
    public Segments(
            ValkeyEventStore store,
            Notary notary,
            Path directory,
            SegmentSettings settings,
            @Nullable S3Bucket bucket)
            throws IOException {
        this.store = store;
        this.notary = notary;
        this.settings = settings;
        this.place = bucket == null ? directory.toString() : bucket.address("");
        for (int shard = 0; shard < store.shards(); shard++) {
            SegmentFolder folder = SegmentFolder.of(directory, shard);
            folders.add(folder);
            ShardSegments kept =
                    new ShardSegments(
                            shard,
                            folder,
                            notary.proofs(shard),
                            store.shard(shard)::trimmed,
                            bucket);
            shards.add(kept);
            kept.read();
            rounds.add(new ErasureRounds(folder, kept, settings.compressionLevel()));
        }
    }

    /** Where they are kept: a folder, or {@code s3://BUCKET/PREFIX}. */
    public String place() {
        return place;
    }

    int shards() {
        return shards.size();
    }

    ShardSegments shard(int shard) {
        return shards.get(shard);
    }

    ShardObjects inBucket(int shard, S3Bucket bucket) {
        return new ShardObjects(
                shard, bucket, folders.get(shard), shards.get(shard), () -> notary.keys(shard));
    }

    /** What there is of that shard. */
    public Figures figures(int shard) {
        return Figures.of(shards.get(shard));
    }

    /**
     * That the append which holds the event of that sequence was signed; nothing where no segment
     * has it.
     *
     * @throws NotaryException if its segment is not what was signed, or cannot be read
     */
    public Optional<InclusionProof> inclusion(int shard, long sequence) {
        return proofs(shard).inclusion(sequence);
    }

    /** The same of an append of that server that was erased: of the hash that is left of it. */
    public Optional<InclusionProof> inclusionOfErased(int shard, long sequence, UUID serverId) {
        return proofs(shard).ofErased(sequence, serverId);
    }

    private SegmentProofs proofs(int shard) {
        return new SegmentProofs(
                shards.get(shard).all(), notary.proofs(shard), store.shard(shard).erasures());
    }

    /**
     * Reads all of that shard, and adds to the verdict on its tree what is not as it was signed.
     *
     * @param progress told the sequence up to which all is compared
     */
    public TreeVerdict verify(int shard, TreeVerdict tree, LongConsumer progress) {
        ShardSegments kept = shards.get(shard);
        SegmentCheck.Result found =
                new SegmentCheck(notary, shard, look -> () -> kept.steadily(look))
                        .run(kept.all(), store.shard(shard).erasuresByIndex(), progress);
        return tree.with(found.appends(), found.findings());
    }

    /** Wherever each is: in the folder or in the bucket. */
    @Override
    public List<ArchivedSegment> of(int shard) {
        return shards.get(shard).all().stream().map(KeptSegment::archived).toList();
    }

    /** Why none are made of that shard at the moment, or where one is not as it was, if so. */
    public Optional<String> stopped(int shard) {
        return shards.get(shard).troubles().first();
    }

    /** How many objects of a bucket are not what they were and cannot be made again. */
    public int defects(int shard) {
        return shards.get(shard).troubles().defects().size();
    }

    /**
     * Makes the next segment of what is signed and older than the range that is under way. One at a
     * time, as sealing waits meanwhile.
     *
     * @return whether there was anything to make one of
     * @throws SegmentsException if the history, or a segment that is there, is not what was signed
     * @throws UncheckedIOException if the folder cannot be written to
     */
    public boolean make(int shard, Instant now) {
        ShardSegments kept = shards.get(shard);
        Optional<String> foreign = kept.troubles().foreign();
        if (foreign.isPresent()) {
            throw new SegmentsException(foreign.get());
        }
        if (!kept.isComplete()) {
            return false;
        }
        try {
            boolean made = makeNext(shard, now);
            kept.troubles().failure(null);
            return made;
        } catch (SegmentsException | UncheckedIOException e) {
            kept.troubles().failure(e.getMessage());
            throw e;
        }
    }

    private boolean makeNext(int shard, Instant now) {
        long seconds = settings.range().toSeconds();
        Instant cut = Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
        ErasedAppends erased = erased(shard);
        // The hashes of what is erased are kept in segments, so all before it goes into them.
        long through = Math.max(store.shard(shard).olderThan(cut), erased.last());
        shards.get(shard).refresh();
        return shards.get(shard).gaps().stream()
                .anyMatch(gap -> makeIn(gap, shard, through, erased));
    }

    /** What is erased, as far as that is signed: nothing is done on the word of Valkey alone. */
    private ErasedAppends erased(int shard) {
        long signed = notary.signed(shard);
        return new ErasedAppends(
                store.shard(shard).erasures().stream()
                        .filter(each -> each.sequence() <= signed)
                        .toList());
    }

    /**
     * Takes what is erased out of the segments that are there: each is written anew without it. One
     * at a time, as {@link #make}.
     *
     * @return sequence before which Valkey may forget all scrapes, as what is erased is among them
     *     and the rest is in segments; 0 where nothing is erased, or segments are not there yet
     * @throws SegmentsException if a segment is not what was signed
     * @throws UncheckedIOException if one cannot be read or written
     */
    public long erase(int shard) {
        ErasedAppends erased = erased(shard);
        if (erased.all().isEmpty()) {
            return 0;
        }
        shards.get(shard).refresh();
        return rounds.get(shard).run(erased);
    }

    private boolean makeIn(ShardSegments.Gap gap, int shard, long through, ErasedAppends erased) {
        ShardProofs proofs = notary.proofs(shard);
        if (gap.first() > 0 && proofs.lastSequence(gap.first() - 1) >= through) {
            return false;
        }
        SegmentWriter writer =
                new SegmentWriter(shard, store.shards(), settings.compressionLevel());
        SegmentMaker maker =
                new SegmentMaker(
                        store.shard(shard), proofs, gap, writer, settings.maxSamples(), erased);
        if (!maker.take(through)) {
            return false;
        }
        try {
            SegmentFile kept = maker.keep(folders.get(shard), proofs);
            shards.get(shard).addMade(KeptSegment.of(kept));
        } catch (IOException | UncheckedIOException e) {
            throw notKept(
                    shard, e instanceof IOException io ? io : new IOException(e.getMessage(), e));
        }
        return true;
    }

    private static UncheckedIOException notKept(int shard, IOException why) {
        return new UncheckedIOException(
                "no segment of shard %d can be kept: %s".formatted(shard, why.getMessage()), why);
    }
}
