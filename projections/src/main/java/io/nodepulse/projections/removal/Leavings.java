package io.nodepulse.projections.removal;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.readmodel.ReadModel;

import java.util.Collection;
import java.util.List;

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

    /** Takes out the rows of now, and has {@link HistoryRemoval} take out the rest. */
    public void clear(Collection<Integer> serverKeys) {
        if (serverKeys.isEmpty()) {
            return;
        }
        int[] keys = serverKeys.stream().mapToInt(Integer::intValue).toArray();
        for (ProjectionTable table : tables) {
            if (!table.isPartitioned()) {
                model.jdbc()
                        .update(
                                "DELETE FROM %s.%s WHERE server_key = ANY (?)"
                                        .formatted(model.schema(), table.name()),
                                statement -> statement.setObject(1, keys));
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
}
