package io.nodepulse.query.readmodel;

import io.nodepulse.query.feed.ScrapeListener;

import org.jooq.DSLContext;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of process groups by their keys. Entries of the dictionary never change, so each is
 * read once and remembered for as long as the database is the same. Thread-safe.
 */
public final class ProcessDictionary implements ScrapeListener {

    /**
     * Beyond this many, a new memory takes the old one's place: agents choose how many there are.
     */
    private static final int MAX_REMEMBERED = 500_000;

    private final DSLContext sql;

    /** Only added to, so what a call has seen in it stays. */
    private volatile Map<Integer, String> remembered = new ConcurrentHashMap<>();

    public ProcessDictionary(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void unheard() {
        remembered = new ConcurrentHashMap<>();
    }

    /** The names of these keys, in their order. */
    public String[] names(int[] keys) {
        Map<Integer, String> names = remembered;
        Integer[] missing =
                Arrays.stream(keys)
                        .filter(key -> !names.containsKey(key))
                        .boxed()
                        .toArray(Integer[]::new);
        if (missing.length > 0) {
            read(missing, names);
            if (names.size() > MAX_REMEMBERED) {
                remembered = new ConcurrentHashMap<>();
            }
        }
        return Arrays.stream(keys).mapToObj(key -> name(key, names)).toArray(String[]::new);
    }

    /** The key of a name; empty where no server ever had such a process. */
    public OptionalInt key(String name) {
        Integer key =
                sql.resultQuery("SELECT name_key FROM admiral.process_names WHERE name = ?", name)
                        .fetchOne(0, Integer.class);
        return key == null ? OptionalInt.empty() : OptionalInt.of(key);
    }

    private void read(Integer[] keys, Map<Integer, String> names) {
        sql.resultQuery(
                        """
                        SELECT name_key, name
                        FROM admiral.process_names
                        WHERE name_key = ANY (?::integer[])
                        """,
                        (Object) keys)
                .forEach(row -> names.put(row.get(0, Integer.class), row.get(1, String.class)));
    }

    private static String name(int key, Map<Integer, String> names) {
        String name = names.get(key);
        if (name == null) {
            throw new IllegalStateException("admiral.process_names lacks name_key " + key);
        }
        return name;
    }
}
