package io.nodepulse.launcher.audit;

import io.nodepulse.launcher.api.AskingCommand;

import picocli.CommandLine.Command;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/**
 * Says that an older copy of the event store was brought back. What was signed and went with it is
 * written down and from then on lost, no longer missing.
 */
@Command(
        name = "restored",
        header = "Names the signed events that a restored copy lacks, and writes it down.",
        description =
                "For a store of which an older copy was brought back. What else is missing or"
                        + " altered stays so.")
public final class RestoredCommand extends AskingCommand {

    @Override
    protected int run(PrintWriter out) {
        target().api()
                .postForLines(
                        "/api/audit/restored",
                        target().adminToken(),
                        "",
                        answer -> show(answer.path("restored"), out));
        return 0;
    }

    private static void show(JsonNode restored, PrintWriter out) {
        restored.forEach(range -> out.println(range(range)));
        if (restored.isEmpty()) {
            out.println("Nothing that was signed is missing at the end of any shard.");
        }
    }

    private static String range(JsonNode range) {
        return "shard %d: events %d-%d, signed after the copy was made, went with it"
                .formatted(
                        range.path("shard").asInt(),
                        range.path("first").asLong(),
                        range.path("last").asLong());
    }
}
