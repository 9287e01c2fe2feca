package io.nodepulse.launcher.rebuild;

import io.nodepulse.launcher.api.AskingCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Lets a projection go on that has read other events than the event store holds now, or lacks some
 * of them, as after a failover or a restore. Says what it goes on without.
 */
@Command(
        name = "repair",
        header = "Lets a projection go on whose events were lost or replaced.",
        description = "As after a failover or a restore. Says what it goes on without.")
public final class RepairCommand extends AskingCommand {

    @Parameters(paramLabel = "NAME", description = "processes, hosts or units")
    private String name = "";

    @Override
    protected int run(PrintWriter out) {
        JsonNode answer =
                target().api()
                        .post(
                                "/api/projections/%s/repair"
                                        .formatted(URLEncoder.encode(name, StandardCharsets.UTF_8)),
                                target().adminToken(),
                                Map.of());
        for (JsonNode range : answer.path("repaired")) {
            out.printf(
                    "shard %d: events %d-%d (%s)%n",
                    range.path("shard").asInt(),
                    range.path("first").asLong(),
                    range.path("last").asLong(),
                    range.path("kind").asString("").replace('_', ' '));
        }
        out.printf("%s goes on.%n", name);
        return 0;
    }
}
