package io.nodepulse.launcher.rebuild;

import io.nodepulse.launcher.api.ProgressBar;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a dry run found, put together from the answers of several calls. Not thread-safe. */
final class ComparedTables {

    /** Of each table so many servers are named. */
    private static final int NAMED = 10;

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private long servers;

    /** A server in which a table differs. */
    private record Differing(String server, long different, String first, String last) {}

    private static final class Table {
        private final List<Differing> most = new ArrayList<>();
        private long served;
        private long rebuilt;
        private long different;

        void add(JsonNode answer) {
            served += answer.path("served").asLong();
            rebuilt += answer.path("rebuilt").asLong();
            different += answer.path("different").asLong();
            for (JsonNode server : answer.path("most")) {
                most.add(
                        new Differing(
                                server.path("server").asString(""),
                                server.path("different").asLong(),
                                server.path("first").asString(""),
                                server.path("last").asString("")));
            }
        }

        void print(String name, PrintWriter out) {
            out.printf(
                    "%-16s %,12d rows serve, %,12d were made: %s%n",
                    name,
                    served,
                    rebuilt,
                    different == 0 ? "equal" : "%,d differ".formatted(different));
            most.stream()
                    .sorted(Comparator.comparing(Differing::different).reversed())
                    .limit(NAMED)
                    .forEach(
                            each ->
                                    out.printf(
                                            "  %s  %,d, from %s to %s%n",
                                            each.server(),
                                            each.different(),
                                            each.first(),
                                            each.last()));
        }
    }

    /**
     * Asks until all servers are compared, some at a time.
     *
     * @param call with that query, which may be empty
     */
    static ComparedTables ask(Function<String, JsonNode> call, ProgressBar progress) {
        ComparedTables all = new ComparedTables();
        String query = "";
        boolean more = true;
        while (more) {
            JsonNode answer = call.apply(query);
            all.add(answer);
            progress.show(all.servers, answer.path("servers_total").asLong(), "servers");
            more = answer.path("next").isString();
            query = "?after=" + answer.path("next").asString("");
        }
        progress.end();
        return all;
    }

    private void add(JsonNode answer) {
        servers += answer.path("servers_compared").asLong();
        for (JsonNode table : answer.path("tables")) {
            tables.computeIfAbsent(table.path("table").asString(""), name -> new Table())
                    .add(table);
        }
    }

    /**
     * Prints a line for each table, and one for each server in which most differs.
     *
     * @return whether nothing differs
     */
    boolean print(PrintWriter out) {
        tables.forEach((name, table) -> table.print(name, out));
        return tables.values().stream().allMatch(table -> table.different == 0);
    }
}
