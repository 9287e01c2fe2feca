package io.nodepulse.audit.segment;

import static java.util.Comparator.naturalOrder;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.audit.notary.TreeVerdict;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.events.segment.MalformedSegmentException;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The segments of the whole store: makes them, and says up to where each shard has them. One thread
 * makes them; any may ask.
 */
public final class Segments {

    private final ValkeyEventStore store;
    private final Notary notary;
    private final SegmentSettings settings;
    private final List<SegmentFolder> folders = new ArrayList<>();

    /** By shard, oldest first. */
    private final List<List<KeptSegment>> segments = new ArrayList<>();

    /** Shards whose segments do not belong to what is signed; none are made there. */
    private final ConcurrentMap<Integer, String> foreign = new ConcurrentHashMap<>();

    /** Why the last round made none. */
    private final ConcurrentMap<Integer, String> failures = new ConcurrentHashMap<>();

    /**
     * What there is of a shard.
     *
     * @param files how many segments
     * @param bytes all of them take, without their proofs
     * @param events they hold
     * @param end index of the first leaf that is in none
     * @param through sequence up to which nothing is in Valkey alone
     * @param oldest time of the oldest scrape; null where there is none
     * @param newest time of the newest scrape; null where there is none
     */
    public record Figures(
            int files,
            long bytes,
            long events,
            long end,
            long through,
            @Nullable Instant oldest,
            @Nullable Instant newest) {

        private static final Figures NONE = new Figures(0, 0, 0, 0, 0, null, null);

        private static Figures of(List<KeptSegment> segments, ShardProofs proofs) {
            if (segments.isEmpty()) {
                return NONE;
            }
            long end = segments.getLast().file().end();
            return new Figures(
                    segments.size(),
                    segments.stream().mapToLong(KeptSegment::bytes).sum(),
                    segments.stream().mapToLong(one -> one.summary().events()).sum(),
                    end,
                    proofs.lastSequence(end - 1),
                    sampled(segments, SegmentSummary::firstSampledAt)
                            .min(naturalOrder())
                            .orElse(null),
                    sampled(segments, SegmentSummary::lastSampledAt)
                            .max(naturalOrder())
                            .orElse(null));
        }

        /** Those of segments with scrapes. */
        private static Stream<Instant> sampled(
                List<KeptSegment> segments, Function<SegmentSummary, Instant> at) {
            return segments.stream()
                    .map(one -> at.apply(one.summary()))
                    .filter(Instant.EPOCH::isBefore);
        }
    }

    /**
     * Looks at what there is. Where that is of another history than the notary's, none are made.
     *
     * @throws IOException if they cannot be read
     */
    public Segments(ValkeyEventStore store, Notary notary, Path directory, SegmentSettings settings)
            throws IOException {
        this.store = store;
        this.notary = notary;
        this.settings = settings;
        for (int shard = 0; shard < store.shards(); shard++) {
            SegmentFolder folder = SegmentFolder.of(directory, shard);
            folders.add(folder);
            segments.add(new CopyOnWriteArrayList<>());
            read(shard, folder);
        }
    }

    private void read(int shard, SegmentFolder folder) throws IOException {
        try {
            for (SegmentFile file : folder.list()) {
                checkFollows(file, shard);
                segments.get(shard).add(KeptSegment.of(file));
            }
        } catch (SegmentsException | MalformedSegmentException e) {
            foreign.put(shard, String.valueOf(e.getMessage()));
        }
    }

    private void checkFollows(SegmentFile file, int shard) {
        List<KeptSegment> before = segments.get(shard);
        long end = before.isEmpty() ? 0 : before.getLast().file().end();
        long size = notary.proofs(shard).size();
        if (file.first() < end || file.end() > size) {
            throw new SegmentsException(
                    ("%s does not follow on those before, which end at leaf %d, or reaches beyond what"
                                    + " is signed, %d: it is of another history")
                            .formatted(file.path(), end, size));
        }
    }

    /** What there is of that shard. */
    public Figures figures(int shard) {
        return Figures.of(segments.get(shard), notary.proofs(shard));
    }

    /**
     * That the append which holds the event of that sequence was signed; nothing where no segment
     * has it.
     *
     * @throws NotaryException if its segment is not what was signed, or cannot be read
     */
    public Optional<InclusionProof> inclusion(int shard, long sequence) {
        return new SegmentProofs(segments.get(shard), notary.proofs(shard)).inclusion(sequence);
    }

    /**
     * Reads all of that shard, and adds to the verdict on its tree what is not as it was signed.
     *
     * @param progress told the sequence up to which all is compared
     */
    public TreeVerdict verify(int shard, TreeVerdict tree, LongConsumer progress) {
        SegmentCheck.Result found =
                new SegmentCheck(notary, shard).run(segments.get(shard), progress);
        return tree.with(found.appends(), found.findings());
    }

    /** Why none are made of that shard at the moment, if so. */
    public Optional<String> stopped(int shard) {
        return Optional.ofNullable(foreign.get(shard))
                .or(() -> Optional.ofNullable(failures.get(shard)));
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
        if (foreign.containsKey(shard)) {
            throw new SegmentsException(foreign.get(shard));
        }
        try {
            boolean made = makeNext(shard, now);
            failures.remove(shard);
            return made;
        } catch (SegmentsException | UncheckedIOException e) {
            failures.put(shard, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private boolean makeNext(int shard, Instant now) {
        long seconds = settings.range().toSeconds();
        Instant cut = Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
        long through = store.shard(shard).olderThan(cut);
        if (figures(shard).through() >= through) {
            return false;
        }
        ShardProofs proofs = notary.proofs(shard);
        SegmentWriter writer =
                new SegmentWriter(shard, store.shards(), settings.compressionLevel());
        SegmentMaker maker =
                new SegmentMaker(
                        store.shard(shard),
                        proofs,
                        figures(shard).end(),
                        writer,
                        settings.maxSamples());
        if (!maker.take(through)) {
            return false;
        }
        try {
            SegmentFile kept = maker.keep(folders.get(shard), proofs);
            segments.get(shard).add(KeptSegment.of(kept));
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
