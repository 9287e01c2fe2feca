package io.nodepulse.audit.segment;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.ShardProofs;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentFooter;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.store.ValkeyEventStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The segments of the whole store: makes them, and says up to where each shard has them. One thread
 * makes them; any may ask.
 */
public final class Segments {

    private final ValkeyEventStore store;
    private final Notary notary;
    private final SegmentSettings settings;
    private final List<SegmentFolder> folders = new ArrayList<>();
    private final ConcurrentMap<Integer, Figures> figures = new ConcurrentHashMap<>();

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
     */
    public record Figures(int files, long bytes, long events, long end, long through) {

        private static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        private Figures and(SegmentFile file, ShardProofs proofs) throws IOException {
            SegmentFooter footer = file.open().footer();
            return new Figures(
                    files + 1,
                    bytes + new FileSource(file.path()).size(),
                    events + footer.events(),
                    file.end(),
                    proofs.lastSequence(file.end() - 1));
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
            readFigures(shard, folder);
        }
    }

    private void readFigures(int shard, SegmentFolder folder) throws IOException {
        try {
            figures.put(shard, figuresOf(folder, notary.proofs(shard)));
        } catch (SegmentsException | MalformedSegmentException e) {
            foreign.put(shard, String.valueOf(e.getMessage()));
        }
    }

    private static Figures figuresOf(SegmentFolder folder, ShardProofs proofs) throws IOException {
        Figures sum = Figures.NONE;
        for (SegmentFile file : folder.list()) {
            if (file.first() < sum.end() || file.end() > proofs.size()) {
                throw new SegmentsException(
                        ("%s does not follow on those before, which end at leaf %d, or reaches beyond"
                                        + " what is signed, %d: it is of another history")
                                .formatted(file.path(), sum.end(), proofs.size()));
            }
            sum = sum.and(file, proofs);
        }
        return sum;
    }

    /** What there is of that shard. */
    public Figures figures(int shard) {
        return figures.getOrDefault(shard, Figures.NONE);
    }

    /** Why none are made of that shard at the moment, if so. */
    public Optional<String> stopped(int shard) {
        return Optional.ofNullable(foreign.get(shard))
                .or(() -> Optional.ofNullable(failures.get(shard)));
    }

    /**
     * Makes segments of what is signed and older than the range that is under way.
     *
     * @return how many were made
     * @throws SegmentsException if the history, or a segment that is there, is not what was signed
     * @throws UncheckedIOException if the folder cannot be written to
     */
    public int make(int shard, Instant now) {
        if (foreign.containsKey(shard)) {
            throw new SegmentsException(foreign.get(shard));
        }
        try {
            int made = makeThrough(shard, now);
            failures.remove(shard);
            return made;
        } catch (SegmentsException | UncheckedIOException e) {
            failures.put(shard, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private int makeThrough(int shard, Instant now) {
        long seconds = settings.range().toSeconds();
        Instant cut = Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
        long through = store.shard(shard).olderThan(cut);
        int made = 0;
        while (figures(shard).through() < through && makeNext(shard, through)) {
            made++;
        }
        return made;
    }

    private boolean makeNext(int shard, long through) {
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
            figures.put(shard, figures(shard).and(kept, proofs));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no segment of shard %d can be kept: %s".formatted(shard, e.getMessage()), e);
        }
        return true;
    }
}
