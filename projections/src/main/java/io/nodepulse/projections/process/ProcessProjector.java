package io.nodepulse.projections.process;

import io.nodepulse.events.EventTypes;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.dictionary.ServerKey;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.readmodel.Announcer.News;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;
import io.nodepulse.projections.stream.Projector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Projects the process samples of one shard: reads the state of the servers in a batch, takes their
 * scrapes in order, and writes what changed with a handful of statements.
 */
final class ProcessProjector implements Projector {

    /** The projection's name. */
    static final String NAME = "processes";

    private static final long CACHE_BYTES = 64L << 20;

    private final ReadModel model;
    private final ProjectionCounters counters;
    private final Dictionaries dictionaries;
    private final ProcessReader reader;
    private final ProcessWriter writer;
    private final StateCache cache = new StateCache(CACHE_BYTES);

    ProcessProjector(ReadModel model, Dictionaries dictionaries, ProjectionCounters counters) {
        this.model = model;
        this.dictionaries = dictionaries;
        this.counters = counters;
        this.reader = new ProcessReader(model.jdbc(), model.schema());
        this.writer = new ProcessWriter(model.jdbc(), model.schema());
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return Set.of(EventTypes.PROCESS_SAMPLED.qualifiedName());
    }

    @Override
    public void forget() {
        cache.clear();
    }

    @Override
    public Runnable project(List<EventMessage> events) {
        Map<ServerKey, List<Scrape>> scrapes = byServer(ScrapeReader.read(events));
        Map<ServerKey, ServerTrack> tracks = begin(scrapes);
        List<Scrape> taken = new ArrayList<>();
        scrapes.forEach(
                (server, each) -> {
                    ServerTrack track = tracks.get(server);
                    each.stream().filter(track::take).forEach(taken::add);
                });
        int duplicates = count(scrapes) - taken.size();
        int samples = taken.stream().mapToInt(each -> each.nameKeys().length).sum();
        List<ServerChange> changes = save(tracks, taken);
        return () -> {
            changes.forEach(change -> cache.put(change.serverKey(), change.after()));
            counters.projected(taken.size(), samples);
            counters.duplicates(duplicates);
        };
    }

    private static int count(Map<ServerKey, List<Scrape>> scrapes) {
        return scrapes.values().stream().mapToInt(List::size).sum();
    }

    private Map<ServerKey, List<Scrape>> byServer(List<ScrapeReader.Samples> batch) {
        dictionaries
                .servers()
                .prepare(
                        batch.stream()
                                .map(ScrapeReader.Samples::serverId)
                                .collect(Collectors.toSet()));
        dictionaries.processNames().prepare(ScrapeReader.names(batch));
        Map<ServerKey, List<Scrape>> scrapes = new LinkedHashMap<>();
        for (ScrapeReader.Samples samples : batch) {
            ServerKey server = dictionaries.servers().get(samples.serverId());
            scrapes.computeIfAbsent(server, key -> new ArrayList<>())
                    .add(
                            ScrapeReader.keyed(
                                    samples, server.key(), dictionaries.processNames()::get));
        }
        return scrapes;
    }

    private Map<ServerKey, ServerTrack> begin(Map<ServerKey, List<Scrape>> scrapes) {
        Map<Integer, ServerState> states = states(scrapes.keySet());
        Set<Integer> closing = new HashSet<>();
        scrapes.forEach(
                (server, each) -> {
                    TimeGrid grid = new TimeGrid(server.gridOffsetMs());
                    @Nullable ServerState state = states.get(server.key());
                    if (each.stream()
                            .anyMatch(scrape -> ServerTrack.closesMinute(grid, state, scrape.atMs()))) {
                        closing.add(server.key());
                    }
                });
        Map<Integer, List<PackedBucket>> above = reader.openAbove(closing);
        Map<ServerKey, ServerTrack> tracks = new LinkedHashMap<>();
        for (ServerKey server : scrapes.keySet()) {
            tracks.put(
                    server,
                    new ServerTrack(
                            new TimeGrid(server.gridOffsetMs()),
                            states.get(server.key()),
                            above.getOrDefault(server.key(), List.of())));
        }
        return tracks;
    }

    private Map<Integer, ServerState> states(Set<ServerKey> servers) {
        Map<Integer, ServerState> states = new HashMap<>();
        List<Integer> unknown = new ArrayList<>();
        for (ServerKey server : servers) {
            @Nullable ServerState state = cache.get(server.key());
            if (state == null) {
                unknown.add(server.key());
            } else {
                states.put(server.key(), state);
            }
        }
        states.putAll(reader.states(unknown));
        return states;
    }

    private List<ServerChange> save(Map<ServerKey, ServerTrack> tracks, List<Scrape> taken) {
        List<ServerChange> changes = new ArrayList<>();
        List<ServerBucket> open = new ArrayList<>();
        List<ServerBucket> closed = new ArrayList<>();
        tracks.forEach(
                (server, track) -> {
                    if (track.isChanged()) {
                        ServerState after = track.after();
                        int key = server.key();
                        changes.add(new ServerChange(key, track.before(), after));
                        open.add(new ServerBucket(key, after.openMinute()));
                        track.changedAbove().forEach(each -> open.add(new ServerBucket(key, each)));
                        track.closed().forEach(each -> closed.add(new ServerBucket(key, each)));
                    }
                });
        writer.saveLive(changes);
        writer.saveOpen(open);
        saveKept(taken, closed);
        model.announcer()
                .announce(
                        NAME,
                        changes.stream()
                                .map(each -> new News(each.serverKey(), each.after().live().asOfMs()))
                                .toList());
        return changes;
    }

    /** Adds the rows of partitioned tables, except those that retention would drop at once. */
    private void saveKept(List<Scrape> taken, List<ServerBucket> closed) {
        LocalDate oldest = model.retention().oldestDay();
        List<Scrape> scrapes =
                taken.stream()
                        .filter(each -> !Partitions.dayOf(each.atMs()).isBefore(oldest))
                        .toList();
        List<ServerBucket> buckets =
                closed.stream()
                        .filter(each -> !Partitions.dayOf(each.bucket().endMs()).isBefore(oldest))
                        .toList();
        counters.expired(taken.size() - scrapes.size());
        model.ensurePartitions(
                "process_scrapes",
                days(scrapes.stream().map(Scrape::atMs)));
        model.ensurePartitions(
                "process_buckets",
                days(buckets.stream().map(each -> each.bucket().startMs())));
        writer.insertScrapes(scrapes);
        writer.insertClosed(buckets);
    }

    private static Set<LocalDate> days(Stream<Long> epochMillis) {
        return epochMillis.map(Partitions::dayOf).collect(Collectors.toSet());
    }
}
