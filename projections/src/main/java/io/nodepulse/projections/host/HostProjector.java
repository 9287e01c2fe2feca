package io.nodepulse.projections.host;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.HostSampled;
import io.nodepulse.projections.dictionary.Dictionaries;
import io.nodepulse.projections.life.LifeChange;
import io.nodepulse.projections.life.ServerLives;
import io.nodepulse.projections.partition.Partitions;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.partition.ProjectionTable.Days;
import io.nodepulse.projections.readmodel.Announcer.News;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.readmodel.StaleStateException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Projects the host samples of one shard, and the lives of its servers. */
public final class HostProjector implements Projector {

    /** The projection's name. */
    public static final String NAME = "hosts";

    /** The tables it writes, dictionaries aside. */
    private static final ProjectionTable SNAPSHOTS =
            new ProjectionTable(HostTables.SNAPSHOTS, Days.OF_SCRAPE);

    public static final List<ProjectionTable> TABLES =
            List.of(SNAPSHOTS, new ProjectionTable(HostTables.LIVE, Days.NONE));

    /** A row stands for a scrape: ranges of them end with whole minutes. */
    public static final Duration UNIT = Duration.ofMinutes(1);

    private static final int MAX_REMEMBERED = 20_000;

    private final ReadModel model;
    private final Dictionaries dictionaries;
    private final ProjectionCounters counters;
    private final HostTables tables;
    private final ServerLives lives;
    private final Leavings leavings;
    private final Map<Integer, HostRow> remembered = new HashMap<>();

    public HostProjector(ReadModel model, Dictionaries dictionaries, ProjectionCounters counters) {
        this.model = model;
        this.dictionaries = dictionaries;
        this.counters = counters;
        this.tables = new HostTables(model.jdbc(), model.schema());
        this.lives = new ServerLives(model.jdbc(), dictionaries.servers());
        this.leavings = new Leavings(model, NAME, TABLES);
    }

    @Override
    public Set<QualifiedName> supportedEvents() {
        return Set.of(
                Exporter.HOST.sampleType().qualifiedName(),
                EventTypes.SERVER_REGISTERED.qualifiedName(),
                EventTypes.SERVER_RENAMED.qualifiedName(),
                EventTypes.SERVER_TAGS_CHANGED.qualifiedName(),
                EventTypes.SERVER_REMOVED.qualifiedName(),
                EventTypes.HISTORY_ERASED.qualifiedName());
    }

    @Override
    public void forget() {
        remembered.clear();
        model.forget();
        dictionaries.forget();
    }

    @Override
    public Runnable project(List<EventMessage> batch) {
        Erasures erasures = Erasures.in(batch);
        erase(erasures.servers());
        return projectLeft(erasures.left());
    }

    private void erase(Map<UUID, Instant> servers) {
        dictionaries.servers().prepare(servers.keySet());
        Map<Integer, Instant> erased = new HashMap<>();
        servers.forEach((id, at) -> erased.put(keyOf(id), at));
        leavings.erase(erased);
        erased.keySet().forEach(remembered::remove);
    }

    private Runnable projectLeft(List<EventMessage> events) {
        List<LifeChange> told = LifeChange.in(events);
        List<HostSampled> sampled =
                events.stream()
                        .map(EventMessage::payload)
                        .filter(HostSampled.class::isInstance)
                        .map(HostSampled.class::cast)
                        .toList();
        dictionaries
                .servers()
                .prepare(
                        Stream.concat(
                                        told.stream().map(LifeChange::serverId),
                                        sampled.stream().map(HostSampled::serverId))
                                .toList());
        lives.take(told);
        Runnable committed = projectSamples(sampled);
        List<Integer> left = LifeChange.removed(told).stream().map(this::keyOf).toList();
        leavings.clear(left);
        return () -> {
            committed.run();
            left.forEach(remembered::remove);
        };
    }

    private int keyOf(UUID serverId) {
        return dictionaries.servers().get(serverId).key();
    }

    private Runnable projectSamples(List<HostSampled> sampled) {
        Map<Integer, HostRow> before = before(sampled);
        Map<Integer, HostRow> after = new LinkedHashMap<>();
        List<HostRow> rows = new ArrayList<>();
        for (HostSampled sample : sampled) {
            int key = keyOf(sample.serverId());
            @Nullable HostRow last = after.getOrDefault(key, before.get(key));
            long atMs = sample.sampledAt().toEpochMilli();
            if (last == null || atMs > last.atMs()) {
                HostRow row = HostRow.of(key, atMs, sample.values(), last);
                rows.add(row);
                after.put(key, row);
            }
        }
        int expired = save(rows, before, after);
        return () -> {
            remember(after);
            counters.projected(rows.size(), rows.size());
            counters.duplicates(sampled.size() - rows.size());
            counters.expired(expired);
        };
    }

    private Map<Integer, HostRow> before(List<HostSampled> sampled) {
        Map<Integer, HostRow> before = new HashMap<>();
        Set<Integer> unknown =
                sampled.stream()
                        .map(sample -> keyOf(sample.serverId()))
                        .filter(key -> !remembered.containsKey(key))
                        .collect(Collectors.toSet());
        before.putAll(tables.live(unknown));
        for (HostSampled sample : sampled) {
            int key = keyOf(sample.serverId());
            @Nullable HostRow row = remembered.get(key);
            if (row != null) {
                before.put(key, row);
            }
        }
        return before;
    }

    private int save(
            List<HostRow> rows, Map<Integer, HostRow> before, Map<Integer, HostRow> after) {
        LocalDate oldest = model.retention().oldestDay();
        List<HostRow> kept =
                rows.stream()
                        .filter(row -> !Partitions.dayOf(row.atMs()).isBefore(oldest))
                        .toList();
        model.ensurePartitions(
                SNAPSHOTS,
                kept.stream().map(row -> Partitions.dayOf(row.atMs())).collect(Collectors.toSet()));
        if (model.raw()) {
            tables.insertSnapshots(kept);
        }
        List<HostRow> last =
                before.values().stream().filter(row -> after.containsKey(row.serverKey())).toList();
        int replaced = tables.replaceLive(last, List.copyOf(after.values()));
        if (replaced != last.size()) {
            throw new StaleStateException(last.size() - replaced);
        }
        model.announcer()
                .announce(
                        NAME,
                        after.values().stream()
                                .map(row -> new News(row.serverKey(), row.atMs()))
                                .toList());
        return rows.size() - kept.size();
    }

    private void remember(Map<Integer, HostRow> after) {
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.putAll(after);
    }
}
