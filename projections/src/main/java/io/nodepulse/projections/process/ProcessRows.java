package io.nodepulse.projections.process;

import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.readmodel.Announcer.News;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The rows that one batch writes. Used by one thread. */
final class ProcessRows {

    private final List<Scrape> scrapes = new ArrayList<>();
    private final List<ServerChange> changes = new ArrayList<>();
    private final List<ServerBucket> open = new ArrayList<>();
    private final List<ServerBucket> closed = new ArrayList<>();
    private int duplicates;

    /** Lets a server take its scrapes, and keeps what comes of it. */
    void add(ServerScrapes server, ServerTrack track) {
        int key = server.server().key();
        int known = scrapes.size();
        server.scrapes().stream().filter(track::take).forEach(scrapes::add);
        int taken = scrapes.size() - known;
        duplicates += server.scrapes().size() - taken;
        if (taken > 0) {
            TrackState after = track.after();
            changes.add(new ServerChange(key, track.before(), after));
            open.add(new ServerBucket(key, after.openMinute()));
            track.changedAbove().forEach(bucket -> open.add(new ServerBucket(key, bucket)));
            track.closed().forEach(bucket -> closed.add(new ServerBucket(key, bucket)));
        }
    }

    /** Scrapes that were no newer than the last one of their server. */
    int duplicates() {
        return duplicates;
    }

    /** Scrapes that were taken. */
    int taken() {
        return scrapes.size();
    }

    /** Samples in the scrapes that were taken. */
    int samples() {
        return scrapes.stream().mapToInt(scrape -> scrape.nameKeys().length).sum();
    }

    List<ServerChange> changes() {
        return changes;
    }

    List<ServerBucket> open() {
        return open;
    }

    /** The scrapes of that day and later. */
    List<Scrape> scrapesFrom(LocalDate oldest) {
        return scrapes.stream()
                .filter(scrape -> !Partitions.dayOf(scrape.atMs()).isBefore(oldest))
                .toList();
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
