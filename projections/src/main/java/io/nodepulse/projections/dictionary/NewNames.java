package io.nodepulse.projections.dictionary;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives keys to names of processes that have none, to so many of a day (UTC, by the time of the
 * scrape) over all servers, shards and instances. They are counted in the transaction that adds
 * them, so only who adds names waits for others who do. A name that has a key costs nothing, on
 * whichever server it is seen. Thread-safe.
 */
public final class NewNames {

    /** How many there are of that day; nobody else adds any until the transaction ends. */
    private static final String BEGIN =
            """
            INSERT INTO admiral.process_names_added AS added (day, names) VALUES (?, 0)
            ON CONFLICT (day) DO UPDATE SET names = added.names
            RETURNING names""";

    /** The first ones that fit, in one order, as names of another day may be the same. */
    private static final String ADD =
            """
            INSERT INTO admiral.process_names (name)
            SELECT name FROM (
                SELECT name FROM unnest(?::text[]) WITH ORDINALITY AS asked (name, place)
                WHERE NOT EXISTS (
                    SELECT FROM admiral.process_names known WHERE known.name = asked.name)
                ORDER BY place LIMIT ?) fitting
            ORDER BY name
            ON CONFLICT DO NOTHING""";

    private static final String COUNT =
            "UPDATE admiral.process_names_added SET names = names + ? WHERE day = ?";

    private final Dictionary<String, Integer> dictionary;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final int perDay;

    /** Days that take no more: their numbers never fall, so they need not be asked again. */
    private final Set<LocalDate> full = ConcurrentHashMap.newKeySet();

    /**
     * @param perDay 0 for any number
     */
    NewNames(
            Dictionary<String, Integer> dictionary,
            JdbcTemplate jdbc,
            TransactionTemplate ownTransaction,
            int perDay) {
        this.dictionary = dictionary;
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
        this.perDay = perDay;
    }

    /**
     * Gives keys to those that have none, as far as there is room, in the order in which they come.
     *
     * @param byDay names, by the day of the scrape that brought them
     * @return whether all of them have keys now
     */
    public boolean prepare(Map<LocalDate, Set<String>> byDay) {
        if (perDay == 0) {
            byDay.values().forEach(dictionary::prepare);
            return true;
        }
        boolean all = true;
        for (Map.Entry<LocalDate, Set<String>> each : byDay.entrySet()) {
            List<String> unknown = unknown(each.getValue());
            if (!unknown.isEmpty() && !full.contains(each.getKey())) {
                add(each.getKey(), unknown);
                unknown = unknown(unknown);
            }
            all &= unknown.isEmpty();
        }
        return all;
    }

    private List<String> unknown(Collection<String> names) {
        Map<String, Integer> known = dictionary.known(names);
        return names.stream().filter(name -> !known.containsKey(name)).toList();
    }

    private void add(LocalDate day, List<String> names) {
        Integer sum =
                ownTransaction.execute(
                        status -> {
                            Integer before = jdbc.queryForObject(BEGIN, Integer.class, day);
                            int known = before == null ? 0 : before;
                            int room = Math.max(0, perDay - known);
                            int added = room == 0 ? 0 : insert(names, room);
                            if (added > 0) {
                                jdbc.update(COUNT, added, day);
                            }
                            return known + added;
                        });
        if (sum != null && sum >= perDay) {
            full.add(day);
        }
    }

    private int insert(List<String> names, int room) {
        return jdbc.update(
                ADD,
                statement -> {
                    statement.setArray(
                            1, statement.getConnection().createArrayOf("text", names.toArray()));
                    statement.setInt(2, room);
                });
    }

    /** The database may be another one. */
    void forget() {
        full.clear();
    }
}
