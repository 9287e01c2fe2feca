package io.nodepulse.launcher.rebuild;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.ProgressBar;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Rebuilds a projection out of the event store and watches it. The rebuild is the services' own:
 * ending this command does not end it, and pages go on from the old tables until it is done.
 */
@Command(
        name = "rebuild",
        header = "Rebuilds a projection from all events.",
        description = "The old tables go on serving meanwhile.")
public final class RebuildCommand extends AskingCommand {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Parameters(paramLabel = "NAME", description = "processes or hosts")
    private String name = "";

    @Option(
            names = "--accept-loss",
            description = "also where the event store does not reach back as far as the tables do")
    private boolean acceptLoss;

    @Override
    protected int run(PrintWriter out) throws InterruptedException {
        ApiClient api = target().api();
        ProgressBar progress = new ProgressBar(out);
        long startNanos = System.nanoTime();
        JsonNode status =
                api.post(
                        path(name) + "?accept_loss=" + acceptLoss, target().adminToken(), Map.of());
        long events = 0;
        while (status.path("rebuild").isObject()) {
            JsonNode rebuild = status.path("rebuild");
            events = rebuild.path("events_total").asLong(0);
            progress.show(rebuild.path("events_done").asLong(0), events, "events");
            Thread.sleep(BETWEEN_LOOKS);
            status = status(api.get("/api/projections"), name);
        }
        progress.end();
        long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
        out.printf("The rebuild of %s ended after %d s, %,d events.%n", name, seconds, events);
        return 0;
    }

    static JsonNode status(JsonNode projections, String name) {
        return projections
                .path("projections")
                .valueStream()
                .filter(each -> name.equals(each.path("name").asString("")))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("No projection is called " + name));
    }

    private static String path(String name) {
        return "/api/projections/%s/rebuild"
                .formatted(URLEncoder.encode(name, StandardCharsets.UTF_8));
    }
}
