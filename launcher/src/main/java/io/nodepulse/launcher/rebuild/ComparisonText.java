package io.nodepulse.launcher.rebuild;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/** What a dry run found, as text. */
final class ComparisonText {

    private ComparisonText() {}

    /**
     * Prints a line for each table, and one for each server in which most differs.
     *
     * @return whether nothing differs
     */
    static boolean print(JsonNode comparison, PrintWriter out) {
        boolean equal = true;
        for (JsonNode table : comparison.path("tables")) {
            long different = table.path("different").asLong();
            equal &= different == 0;
            out.printf(
                    "%-16s %,12d rows serve, %,12d were made: %s%n",
                    table.path("table").asString(""),
                    table.path("served").asLong(),
                    table.path("rebuilt").asLong(),
                    different == 0 ? "equal" : "%,d differ".formatted(different));
            for (JsonNode server : table.path("most")) {
                out.printf(
                        "  %s  %,d, from %s to %s%n",
                        server.path("server").asString(""),
                        server.path("different").asLong(),
                        server.path("first").asString(""),
                        server.path("last").asString(""));
            }
        }
        return equal;
    }
}
