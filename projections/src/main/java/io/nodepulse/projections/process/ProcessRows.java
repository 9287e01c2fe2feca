package io.nodepulse.projections.process;

import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.readmodel.Announcer.News;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The rows that one batch writes. Used by one thread. */
final class ProcessRows {

    private final LocalDate oldest;
    private final boolean raw;
    private final List<StoredScrape> stored = new ArrayList<>();
    private final List<ServerChanges> groupChanges = new ArrayList<>();
    private final List<ServerChange> changes = new ArrayList<>();
    private final List<ServerBucket> open = new ArrayList<>();
    private final List<ServerBucket> closed = new ArrayList<>();
    private int taken;
    private int samples;
    private int duplicates;
    private int expired;

    /**
     * @param oldest first day of which scrapes and buckets are stored
     * @param raw whether scrapes are stored at all
     */
    ProcessRows(LocalDate oldest, boolean raw) {
        this.oldest = oldest;
        this.raw = raw;
    }

    /** Lets a server take its scrapes, and keeps what comes of it. */
    void add(ServerScrapes server, ServerTrack track) {
        int key = server.server().key();
        List<Scrape> scrapes = server.scrapes().stream().filter(track::take).toList();
        duplicates += server.scrapes().size() - scrapes.size();
        if (!scrapes.isEmpty()) {
            taken += scrapes.size();
            samples += scrapes.stream().mapToInt(scrape -> scrape.nameKeys().length).sum();
            TrackState after = track.after(store(server, track, scrapes));
            changes.add(new ServerChange(key, track.before(), after));
            open.add(new ServerBucket(key, after.openMinute()));
            track.changedAbove().forEach(bucket -> open.add(new ServerBucket(key, bucket)));
            track.closed().forEach(bucket -> closed.add(new ServerBucket(key, bucket)));
            track.changes().stream()
                    .filter(row -> !isExpired(row.atMs()))
                    .forEach(row -> groupChanges.add(new ServerChanges(key, row)));
        }
    }

    /**
     * Keeps what is young enough to be stored.
     *
     * @return the server's last keyframe, null if none is known
     */
    private @Nullable Scrape store(ServerScrapes server, ServerTrack track, List<Scrape> scrapes) {
        @Nullable TrackState before = track.before();
        KeyframeTrack keyframes =
                new KeyframeTrack(server.grid(), before == null ? null : before.keyframe());
        for (Scrape scrape : scrapes) {
            if (isExpired(scrape.atMs())) {
                expired++;
            } else if (raw) {
                stored.add(keyframes.take(scrape));
            }
        }
        return keyframes.keyframe();
    }

    private boolean isExpired(long atMs) {
        return Partitions.dayOf(atMs).isBefore(oldest);
    }

    /**
     * What became of process groups in the scrapes that are young enough.
     *
     * @param serverKey whose they are
     */
    record ServerChanges(int serverKey, ChangeRow row) {}

    List<ServerChanges> groupChanges() {
        return groupChanges;
    }

    /** Scrapes that were no newer than the last one of their server. */
    int duplicates() {
        return duplicates;
    }

    /** Scrapes that were taken, and are too old to be stored. */
    int expired() {
        return expired;
    }

    /** Scrapes that were taken. */
    int taken() {
        return taken;
    }

    /** Samples in the scrapes that were taken. */
    int samples() {
        return samples;
    }

    List<ServerChange> changes() {
        return changes;
    }

    List<ServerBucket> open() {
        return open;
    }

    /** Of the scrapes that were taken those that are stored. */
    List<StoredScrape> stored() {
        return stored;
    }

    /** The closed buckets of a table that begin on that day or later. */
    List<ServerBucket> closed(ClosedBuckets table, LocalDate oldest) {
        return closed.stream()
                .filter(each -> each.bucket().tier().closed() == table)
                .filter(each -> !Partitions.dayOf(each.bucket().startMs()).isBefore(oldest))
                .toList();
    }

    List<News> news() {
        return changes.stream()
                .map(each -> new News(each.serverKey(), each.after().live().asOfMs()))
                .toList();
    }
}
