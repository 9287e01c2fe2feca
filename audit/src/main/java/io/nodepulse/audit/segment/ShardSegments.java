package io.nodepulse.audit.segment;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.events.segment.MalformedSegmentException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is kept of one shard, in the folder or in a bucket, oldest first. Thread-safe. */
final class ShardSegments {

    private final int shard;
    private final SegmentFolder folder;
    private final ShardProofs proofs;
    private final LongSupplier trimmedInValkey;
    private final @Nullable S3Bucket bucket;
    private final List<KeptSegment> all = new CopyOnWriteArrayList<>();

    /** First leaves of those that are in the folder alone and have to be in the bucket. */
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();

    private volatile long trimmed;

    /** Without a bucket there is nothing to be looked at. */
    private volatile boolean complete;

    private final ShardTroubles troubles = new ShardTroubles();

    /**
     * @param trimmedInValkey sequence up to which retention removed what is in the shard
     * @param bucket in which every segment has to be, if there is one
     */
    ShardSegments(
            int shard,
            SegmentFolder folder,
            ShardProofs proofs,
            LongSupplier trimmedInValkey,
            @Nullable S3Bucket bucket) {
        this.shard = shard;
        this.folder = folder;
        this.proofs = proofs;
        this.trimmedInValkey = trimmedInValkey;
        this.bucket = bucket;
        this.complete = bucket == null;
    }

    /** Reads what is in the folder, or noted there. */
    void read() throws IOException {
        try {
            folder.finish();
            for (SegmentFile file : folder.all()) {
                add(kept(file));
            }
        } catch (SegmentsException | MalformedSegmentException e) {
            troubles.foreign(String.valueOf(e.getMessage()));
        }
    }

    private KeptSegment kept(SegmentFile file) throws IOException {
        KeptObject object = KeptObject.read(file.objectPath()).orElse(null);
        if (bucket != null
                && object != null
                && object.address().equals(bucket.address(name(file)))) {
            return inBucket(file, object);
        }
        if (object != null && !Files.exists(file.path())) {
            throw new SegmentsException(
                    "%s is in %s alone, and nodepulse.segments.bucket is not that"
                            .formatted(file.path(), object.address()));
        }
        if (bucket != null) {
            waiting.add(file.first());
        }
        return KeptSegment.of(file);
    }

    KeptSegment inBucket(SegmentFile file, KeptObject object) {
        if (bucket == null) {
            throw new IllegalStateException("there is no bucket");
        }
        BucketCopy copy = new BucketCopy(bucket, name(file), object.bytes(), object.tag());
        return new KeptSegment(file.with(copy), object.summary(), object.bytes());
    }

    /** As an object of a bucket is called, and as the folder has it. */
    String name(SegmentFile file) {
        return "shard-%d/%s".formatted(shard, file.path().getFileName());
    }

    /** One more, in its place. */
    synchronized void add(KeptSegment segment) {
        SegmentFile file = segment.file();
        int place = 0;
        while (place < all.size() && all.get(place).file().first() < file.first()) {
            place++;
        }
        long before = place == 0 ? 0 : all.get(place - 1).file().end();
        boolean overlaps = place < all.size() && all.get(place).file().first() < file.end();
        if (file.first() < before || overlaps || file.end() > proofs.size()) {
            throw new SegmentsException(
                    ("%s does not follow on those before, which end at leaf %d, or reaches beyond what"
                                    + " is signed, %d: it is of another history")
                            .formatted(file.path(), before, proofs.size()));
        }
        all.add(place, segment);
    }

    /** One that was just made: it has to go to the bucket, where there is one. */
    void addMade(KeptSegment segment) {
        if (bucket != null) {
            waiting.add(segment.file().first());
        }
        add(segment);
    }

    /**
     * It is proven to be in the bucket.
     *
     * @throws SegmentsException if another one has taken its place meanwhile
     */
    synchronized void arrived(KeptSegment before, KeptObject noted) throws IOException {
        int place = all.indexOf(before);
        if (place < 0) {
            throw new SegmentsException(
                    before.file().path() + " was written anew while it went to the bucket");
        }
        noted.write(before.file().objectPath());
        all.set(place, inBucket(before.file(), noted));
        waiting.remove(before.file().first());
    }

    /**
     * What was written in its place has its name from now on, and has to go to the bucket where
     * there is one.
     */
    synchronized void replace(KeptSegment before, Placing placing) throws IOException {
        int place = 0;
        while (all.get(place).file().first() != before.file().first()) {
            place++; // it may have arrived in the bucket since
        }
        SegmentFile file = placing.place();
        if (bucket != null) {
            waiting.add(file.first());
        }
        all.set(place, KeptSegment.of(file));
    }

    /** Gives what was written the name of what was there before. */
    @FunctionalInterface
    interface Placing {
        SegmentFile place() throws IOException;
    }

    /** Looks at something while no segment is replaced. */
    synchronized <T> T steadily(Supplier<T> look) {
        return look.get();
    }

    /** It has to go to the bucket again, from the folder. */
    synchronized void sendAgain(KeptSegment segment) throws IOException {
        Files.deleteIfExists(segment.file().objectPath());
        waiting.add(segment.file().first());
    }

    /** It is nowhere any more; what it held is still in Valkey and goes into a new one. */
    synchronized void makeAgain(KeptSegment segment) throws IOException {
        Files.deleteIfExists(segment.file().objectPath());
        all.remove(segment);
    }

    List<KeptSegment> all() {
        return all;
    }

    List<KeptSegment> waiting() {
        return all.stream().filter(this::waits).toList();
    }

    boolean waits(KeptSegment segment) {
        return waiting.contains(segment.file().first());
    }

    /** Asks Valkey what it no longer has. */
    void refresh() {
        trimmed = trimmedInValkey.getAsLong();
    }

    /** Whether Valkey still has all that the segment holds. */
    boolean isInValkey(KeptSegment segment) {
        return segment.summary().firstSequence() > trimmed;
    }

    /** Whether Valkey still has anything up to that sequence. */
    boolean isBeyondTrimmed(long sequence) {
        return sequence > trimmed;
    }

    private boolean isRetired(long leaf) {
        return proofs.lastSequence(leaf) <= trimmed;
    }

    /**
     * Leaves that are in no segment and were not retired.
     *
     * @param end index of the leaf after the last one; nothing where there is no segment after them
     */
    record Gap(long first, OptionalLong end) {}

    /** The gaps, oldest first; the last one has no end. */
    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        long end = 0;
        for (KeptSegment segment : all) {
            long first = segment.file().first();
            if (first > end && !isRetired(first - 1)) {
                gaps.add(new Gap(end, OptionalLong.of(first)));
            }
            end = segment.file().end();
        }
        gaps.add(new Gap(end, OptionalLong.empty()));
        return gaps;
    }

    /** Sequence up to which all is in segments that are where they have to be, or retired. */
    long through() {
        long end = 0;
        for (KeptSegment segment : all) {
            SegmentFile file = segment.file();
            boolean follows = file.first() <= end || isRetired(file.first() - 1);
            if (!follows || (waits(segment) && !isRetired(file.end() - 1))) {
                break;
            }
            end = file.end();
        }
        return end == 0 ? 0 : proofs.lastSequence(end - 1);
    }

    /** Whether all that there is of the shard is known, so that more may be made. */
    boolean isComplete() {
        return complete;
    }

    /** All that is in the bucket is known, too. */
    void completed() {
        complete = true;
    }

    ShardTroubles troubles() {
        return troubles;
    }
}
