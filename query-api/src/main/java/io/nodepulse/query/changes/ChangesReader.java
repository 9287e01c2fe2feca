package io.nodepulse.query.changes;

import io.nodepulse.query.changes.ChangesAnswer.ChangeCounts;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.window.TimeRange;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reads what became of the processes of a server. Thread-safe. */
public final class ChangesReader {

    /** Scrapes without the name are left out before their changes are taken apart. */
    private static final String CHANGES =
            """
            FROM admiral.process_changes row
            CROSS JOIN LATERAL unnest(row.name_keys, row.kinds, row.before, row.after)
                 WITH ORDINALITY AS change (name_key, kind, was, now_is, place)
            WHERE row.server_key = ?
              AND row.scraped_at > to_timestamp(?::bigint / 1e3)
              AND row.scraped_at <= to_timestamp(?::bigint / 1e3)
              AND (?::integer IS NULL OR ?::integer = ANY (row.name_keys))
              AND (?::integer IS NULL OR change.name_key = ?::integer)
            """;

    private static final String NEWEST =
            "SELECT row.scraped_at, row.since, change.name_key, change.kind, change.was, change.now_is\n"
                    + CHANGES
                    + "ORDER BY row.scraped_at DESC, change.place LIMIT ?";

    private static final String COUNTS =
            "SELECT change.kind, count(*)\n" + CHANGES + "GROUP BY change.kind";

    private static final String OMITTED =
            """
            SELECT coalesce(sum(omitted), 0) FROM admiral.process_changes
            WHERE server_key = ?
              AND scraped_at > to_timestamp(?::bigint / 1e3)
              AND scraped_at <= to_timestamp(?::bigint / 1e3)""";

    /** Intervals between scrapes of the host in which the kernel killed for memory. */
    private static final String KILLS =
            """
            SELECT before_at, scraped_at
            FROM (SELECT scraped_at, oom_kills_total,
                         lag(scraped_at) OVER in_order AS before_at,
                         lag(oom_kills_total) OVER in_order AS before
                  FROM admiral.host_snapshots
                  WHERE server_key = ?
                    AND scraped_at >= to_timestamp(?::bigint / 1e3)
                    AND scraped_at <= to_timestamp(?::bigint / 1e3)
                  WINDOW in_order AS (ORDER BY scraped_at)) AS host
            WHERE oom_kills_total > before""";

    /** A scrape of the host lies so close to one of processes, at most. */
    private static final Duration SCRAPES_APART = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final ProcessDictionary names;

    public ChangesReader(DSLContext sql, ProcessDictionary names) {
        this.sql = sql;
        this.names = names;
    }

    /** After the one instant and up to the other. */
    private record Interval(Instant after, Instant until) {
        boolean meets(StoredChange change) {
            return change.since().isBefore(until) && change.at().isAfter(after);
        }
    }

    ChangesAnswer answer(KnownServer server, ChangesQuestion question, Instant now) {
        Instant from = question.from(now).truncatedTo(ChronoUnit.MILLIS);
        Instant to = question.to(now);
        OptionalInt nameKey =
                question.name() == null ? OptionalInt.empty() : names.key(question.name());
        boolean unknownName = question.name() != null && nameKey.isEmpty();
        Integer key = nameKey.isPresent() ? (Integer) nameKey.getAsInt() : null;
        Object[] asked = {server.key(), from.toEpochMilli(), to.toEpochMilli(), key, key, key, key};
        List<StoredChange> found = unknownName ? List.of() : newest(asked, question.limit() + 1);
        List<StoredChange> listed = found.subList(0, Math.min(found.size(), question.limit()));
        return new ChangesAnswer(
                server.id(),
                from,
                question.range() instanceof TimeRange.LastHours ? null : to,
                unknownName ? new ChangeCounts(0, 0, 0, 0, 0) : counts(asked),
                omitted(asked),
                found.size() > listed.size(),
                named(listed, kills(server, listed)));
    }

    private long omitted(@Nullable Object[] asked) {
        return sql.resultQuery(OMITTED, asked[0], asked[1], asked[2])
                .fetchSingle(row -> row.get(0, Long.class));
    }

    private List<StoredChange> newest(@Nullable Object[] asked, int limit) {
        @Nullable Object[] limited = Arrays.copyOf(asked, asked.length + 1);
        limited[asked.length] = limit;
        return sql.resultQuery(NEWEST, limited).fetch(ChangesReader::stored);
    }

    private static StoredChange stored(Record row) {
        return new StoredChange(
                row.get(0, OffsetDateTime.class).toInstant(),
                row.get(1, OffsetDateTime.class).toInstant(),
                row.get(2, Integer.class),
                ChangeSort.ofCode(row.get(3, Integer.class)),
                row.get(4, Long.class),
                row.get(5, Long.class));
    }

    private ChangeCounts counts(@Nullable Object[] asked) {
        Map<ChangeSort, Long> byKind = new EnumMap<>(ChangeSort.class);
        sql.resultQuery(COUNTS, asked)
                .forEach(
                        row ->
                                byKind.put(
                                        ChangeSort.ofCode(row.get(0, Integer.class)),
                                        row.get(1, Long.class)));
        return new ChangeCounts(
                byKind.getOrDefault(ChangeSort.STARTED, 0L),
                byKind.getOrDefault(ChangeSort.ENDED, 0L),
                byKind.getOrDefault(ChangeSort.RESTARTED, 0L),
                byKind.getOrDefault(ChangeSort.COUNT, 0L),
                byKind.getOrDefault(ChangeSort.MEMORY, 0L));
    }

    private List<Interval> kills(KnownServer server, List<StoredChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        return sql.resultQuery(
                        KILLS,
                        server.key(),
                        changes.getLast().since().minus(SCRAPES_APART).toEpochMilli(),
                        changes.getFirst().at().plus(SCRAPES_APART).toEpochMilli())
                .fetch(
                        row ->
                                new Interval(
                                        row.get(0, OffsetDateTime.class).toInstant(),
                                        row.get(1, OffsetDateTime.class).toInstant()));
    }

    private List<ProcessChange> named(List<StoredChange> changes, List<Interval> kills) {
        String[] found = names.names(changes.stream().mapToInt(StoredChange::nameKey).toArray());
        return IntStream.range(0, found.length)
                .mapToObj(
                        i -> {
                            StoredChange change = changes.get(i);
                            boolean kill =
                                    change.kind().mayBeKill(change.before(), change.after())
                                            && kills.stream().anyMatch(k -> k.meets(change));
                            return ProcessChange.of(change, found[i], kill);
                        })
                .toList();
    }
}
