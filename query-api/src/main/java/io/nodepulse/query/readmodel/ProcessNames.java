package io.nodepulse.query.readmodel;

import org.jooq.DSLContext;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of process groups by their keys. Entries of the dictionary never change, so each is
 * read once and remembered. Thread-safe.
 */
public final class ProcessNames {

    private final DSLContext sql;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    public ProcessNames(DSLContext sql) {
        this.sql = sql;
    }

    /** The names of these keys, in their order. */
    public String[] names(int[] keys) {
        Integer[] missing =
                Arrays.stream(keys)
                        .filter(key -> !names.containsKey(key))
                        .boxed()
                        .toArray(Integer[]::new);
        if (missing.length > 0) {
            read(missing);
        }
        return Arrays.stream(keys).mapToObj(this::remembered).toArray(String[]::new);
    }

    /** The key of a name; empty where no server ever had such a process. */
    public OptionalInt key(String name) {
        Integer key =
                sql.resultQuery("SELECT name_key FROM admiral.process_names WHERE name = ?", name)
                        .fetchOne(0, Integer.class);
        return key == null ? OptionalInt.empty() : OptionalInt.of(key);
    }

    private void read(Integer[] keys) {
        sql.resultQuery(
                        """
                        SELECT name_key, name
                        FROM admiral.process_names
                        WHERE name_key = ANY (?::integer[])
                        """,
                        (Object) keys)
                .forEach(row -> names.put(row.get(0, Integer.class), row.get(1, String.class)));
    }

    private String remembered(int key) {
        String name = names.get(key);
        if (name == null) {
            throw new IllegalStateException("admiral.process_names lacks name_key " + key);
        }
        return name;
    }
}
