package io.nodepulse.projections.removal;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.readmodel.Announcer.News;
import io.nodepulse.projections.readmodel.ReadModel;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What one projection holds of servers that left, in the transaction of the batch in which they do.
 * Their samples all stand before that in the stream, since a scrape is appended on the condition
 * that its server is still there: no row of them is added afterwards.
 *
 * @param model where the tables are
 * @param projection whose tables they are
 * @param tables all that it writes, dictionaries aside
 */
public record Leavings(ReadModel model, String projection, List<ProjectionTable> tables) {

    private static final String ADD =
            "INSERT INTO admiral.removals (projection, server_key) SELECT ?, unnest(?::integer[])";

    public Leavings {
        tables = List.copyOf(tables);
    }

    /**
     * Takes out every row, before what is sampled afterwards adds to them: not bit by bit as those
     * of a server that left, which gets no more. It is rare, and a week of a server takes a batch
     * of some seconds. What was answered from these rows is not any more.
     *
     * @param erasedAt when, by the server's key
     */
    public void erase(Map<Integer, Instant> erasedAt) {
        if (erasedAt.isEmpty()) {
            return;
        }
        int[] keys = keys(erasedAt.keySet());
        tables.forEach(table -> delete(table, keys));
        model.announcer()
                .announce(
                        projection,
                        erasedAt.entrySet().stream()
                                .map(
                                        each ->
                                                new News(
                                                        each.getKey(),
                                                        each.getValue().toEpochMilli()))
                                .toList());
    }

    /** Takes out the rows of now, and has {@link HistoryRemoval} take out the rest. */
    public void clear(Collection<Integer> serverKeys) {
        if (serverKeys.isEmpty()) {
            return;
        }
        int[] keys = keys(serverKeys);
        for (ProjectionTable table : tables) {
            if (!table.isPartitioned()) {
                delete(table, keys);
            }
        }
        model.jdbc()
                .update(
                        ADD,
                        statement -> {
                            statement.setString(1, projection);
                            statement.setObject(2, keys);
                        });
    }

    private void delete(ProjectionTable table, int[] keys) {
        model.jdbc()
                .update(
                        "DELETE FROM %s.%s WHERE server_key = ANY (?)"
                                .formatted(model.schema(), table.name()),
                        statement -> statement.setObject(1, keys));
    }

    private static int[] keys(Collection<Integer> serverKeys) {
        return serverKeys.stream().mapToInt(Integer::intValue).toArray();
    }
}
