package io.nodepulse.launcher.top;

import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Optional;

/** The top processes of a server, as the page shows them, in the terminal. */
@Command(name = "top", description = "Lists the processes of a server that use most.")
public final class TopCommand extends AskingCommand {

    /** What is ranked by. */
    enum Metric {
        cpu,
        memory
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVER",
            description = "Name or id; may be left out where there is only one.")
    private @Nullable String server;

    @Option(names = "--metric", defaultValue = "cpu", description = "${COMPLETION-CANDIDATES}")
    private Metric metric = Metric.cpu;

    @Option(names = "--hours", paramLabel = "N", defaultValue = "1", description = "1 to 168")
    private int hours;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "1 to 100")
    private int limit;

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        JsonNode chosen = ServerChoice.among(api.get("/api/servers"), Optional.ofNullable(server));
        JsonNode top =
                api.get(
                        "/api/servers/%s/processes/top?metric=%s&hours=%d&limit=%d"
                                .formatted(chosen.path("id").stringValue(), metric, hours, limit));
        TopTable.lines(chosen.path("name").asString("?"), top).forEach(out::println);
        return 0;
    }
}
