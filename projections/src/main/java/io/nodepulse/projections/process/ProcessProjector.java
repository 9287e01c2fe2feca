package io.nodepulse.projections.process;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ServerEvent;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.life.LifeChange;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.process.BatchKeys.KeyedBatch;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.removal.Erasures;
import io.nodepulse.projections.removal.Leavings;
import io.nodepulse.projections.stream.ProjectionCounters;
import io.nodepulse.projections.stream.Projector;

import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Projects the samples of process groups of one shard, of one grouping: reads the state of the
 * servers in a batch, lets each take its scrapes in order, and writes what changed with a handful
 * of statements.
 */
public final class ProcessProjector implements Projector {

    /** The longest time that a row stands for: all buckets begin and end with those of it. */
    public static final Duration LONGEST_BUCKET =
            Duration.ofMinutes(Tier.FORTY_EIGHT_DAYS.minutes());

    /** How many different names a server may have on a day, where nothing else is set. */
    public static final int NAMES_PER_DAY = 5_000;

    /** How many new names all servers together may have on a day, where nothing else is set. */
    public static final int NEW_NAMES_PER_DAY = 100_000;

    /** Enough for the states of about 8,000 servers of 150 process groups. */
    private static final long CACHE_BYTES = 88L << 20;

    private final Grouping grouping;
    private final ReadModel model;
    private final Dictionaries dictionaries;
    private final ProjectionCounters counters;
    private final ProcessReader reader;
    private final ProcessWriter writer;
    private final Leavings leavings;
    private final BatchKeys keys;
    private final StateCache cache = new StateCache(CACHE_BYTES);

    /** Of processes by name. */
    public ProcessProjector(
            ReadModel model, Dictionaries dictionaries, ProjectionCounters counters) {
        this(Grouping.BY_NAME, model, dictionaries, counters, NAMES_PER_DAY);
    }

    /**
     * @param namesPerDay how many different names a server may have on a day; 0 for any number
     */
    public ProcessProjector(
            Grouping grouping,
            ReadModel model,
            Dictionaries dictionaries,
            ProjectionCounters counters,
            int namesPerDay) {
        this.grouping = grouping;
        this.model = model;
        this.dictionaries = dictionaries;
        this.counters = counters;
        this.reader = new ProcessReader(model.jdbc(), model.schema(), grouping);
        this.writer = new ProcessWriter(model.jdbc(), model.schema(), grouping);
        this.leavings = new Leavings(model, grouping.projection(), grouping.tables());
        this.keys =
                new BatchKeys(
                        dictionaries,
                        new NameQuota(namesPerDay, dictionaries.processNames(), reader),
                        model.retention().clock());
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return Set.of(
                grouping.exporter().sampleType().qualifiedName(),
                EventTypes.SERVER_REMOVED.qualifiedName(),
                EventTypes.HISTORY_ERASED.qualifiedName());
    }

    @Override
    public void forget() {
        cache.clear();
        keys.forget();
        model.forget();
        dictionaries.forget();
    }

    @Override
    public Runnable project(List<EventMessage> batch) {
        Erasures erasures = Erasures.in(batch);
        erase(erasures.servers());
        return projectLeft(erasures.left());
    }

    /** Read anew where the transaction fails: nothing of what is forgotten here is lost. */
    private void erase(Map<UUID, Instant> servers) {
        dictionaries.servers().prepare(servers.keySet());
        Map<Integer, Instant> erased = new HashMap<>();
        servers.forEach((id, at) -> erased.put(dictionaries.servers().get(id).key(), at));
        leavings.erase(erased);
        erased.keySet().forEach(cache::remove);
        keys.forget(erased.keySet());
    }

    private Runnable projectLeft(List<EventMessage> events) {
        KeyedBatch batch = keys.of(events.stream().filter(each -> !isFact(each)).toList());
        NameQuota.Batch names = batch.names();
        ProcessRows rows = rows(batch.byServer());
        writer.saveLive(rows.changes());
        writer.saveOpen(rows.open());
        writer.saveNamesOfDay(names.changed());
        saveKept(rows);
        model.announcer().announce(grouping.projection(), rows.news());
        List<Integer> left = left(events);
        leavings.clear(left);
        return () -> {
            rows.changes().forEach(change -> cache.put(change.serverKey(), change.after()));
            left.forEach(cache::remove);
            names.committed();
            counters.otherNames(names.count() - names.countOfAll(), names.countOfAll());
            counters.projected(rows.taken(), rows.samples());
            counters.duplicates(rows.duplicates());
            counters.expired(rows.expired());
        };
    }

    private static boolean isFact(EventMessage event) {
        return event.payload() instanceof ServerEvent;
    }

    private List<Integer> left(List<EventMessage> events) {
        List<UUID> servers = LifeChange.removed(LifeChange.in(events));
        dictionaries.servers().prepare(servers);
        return servers.stream().map(each -> dictionaries.servers().get(each).key()).toList();
    }

    private ProcessRows rows(List<ServerScrapes> batch) {
        Map<Integer, TrackState> states = states(batch);
        List<Integer> closing =
                batch.stream()
                        .filter(each -> each.closeMinute(states.get(each.server().key())))
                        .map(each -> each.server().key())
                        .toList();
        Map<Integer, List<PackedBucket>> above = reader.openAbove(closing);
        ProcessRows rows = new ProcessRows(model.retention().oldestDay(), model.raw());
        for (ServerScrapes each : batch) {
            int key = each.server().key();
            List<PackedBucket> open = above.getOrDefault(key, List.of());
            rows.add(each, new ServerTrack(each.grid(), states.get(key), open));
        }
        return rows;
    }

    private Map<Integer, TrackState> states(List<ServerScrapes> batch) {
        Map<Integer, TrackState> states = new HashMap<>();
        List<Integer> unknown = new ArrayList<>();
        for (ServerScrapes each : batch) {
            int key = each.server().key();
            @Nullable TrackState state = cache.get(key);
            if (state == null) {
                unknown.add(key);
            } else {
                states.put(key, state);
            }
        }
        states.putAll(reader.states(unknown));
        return states;
    }

    /** Adds rows to the partitioned tables, except those that retention would drop at once. */
    private void saveKept(ProcessRows rows) {
        List<StoredScrape> scrapes = rows.stored();
        model.ensurePartitions(
                grouping.scrapes(), days(scrapes.stream().mapToLong(each -> each.scrape().atMs())));
        writer.insertScrapes(scrapes);
        model.ensurePartitions(
                grouping.changes(),
                days(rows.groupChanges().stream().mapToLong(each -> each.row().atMs())));
        writer.insertChanges(rows.groupChanges());
        for (ClosedBuckets buckets : ClosedBuckets.values()) {
            saveKept(buckets, rows);
        }
    }

    private void saveKept(ClosedBuckets buckets, ProcessRows rows) {
        List<ServerBucket> closed =
                rows.closed(buckets, model.retention().oldestDay(buckets.days()));
        model.ensurePartitions(
                grouping.closed(buckets),
                days(closed.stream().mapToLong(each -> each.bucket().startMs())));
        writer.insertClosed(buckets, closed);
    }

    private static Set<LocalDate> days(LongStream epochMillis) {
        return epochMillis.mapToObj(Partitions::dayOf).collect(Collectors.toSet());
    }
}
