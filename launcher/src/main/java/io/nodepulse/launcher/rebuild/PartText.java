package io.nodepulse.launcher.rebuild;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/** What a rebuild is of, as text. */
final class PartText {

    private PartText() {}

    /** Prints it, where it is not of everything: the times are those of whole buckets. */
    static void print(JsonNode part, PrintWriter out) {
        if (part.path("servers_total").isNumber()) {
            out.printf("Rebuilding %,d server(s)", part.path("servers_total").asLong());
            if (part.path("from").isString()) {
                out.printf(
                        ", what was sampled from %s to %s: whole buckets around the time that was"
                                + " asked for",
                        part.path("from").asString(), part.path("to").asString());
            }
            out.println(".");
        }
        if (part.path("without_raw").asBoolean(false)) {
            out.println("Without snapshots as they came: raw rows of it are gone when it is done.");
        }
        out.flush();
    }
}
