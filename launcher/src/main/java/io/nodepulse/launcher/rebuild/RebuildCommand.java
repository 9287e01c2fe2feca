package io.nodepulse.launcher.rebuild;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.Confirmation;
import io.nodepulse.launcher.api.ProgressBar;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        header = "Rebuilds a projection from the events.",
        description = {
            "The old tables go on serving meanwhile.",
            "All of it, or what --server, --from and --to name: then the new rows take the place of"
                    + " the old ones server by server, and all else stays as it is."
        },
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:it is done, or a dry run found no difference",
            "1:a dry run found a difference, or it cannot be done"
        })
public final class RebuildCommand extends AskingCommand {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Parameters(paramLabel = "NAME", description = "processes, hosts or units")
    private String name = "";

    @Option(
            names = "--accept-loss",
            description = "also where the event store does not reach back as far as the tables do")
    private boolean acceptLoss;

    @Mixin private final PartOptions part = new PartOptions();

    @Option(names = "--yes", description = "with --without-raw: does not ask")
    private boolean yes;

    @ArgGroup private Way way = new Way();

    @Option(
            names = "--keep",
            description =
                    "with --dry-run: leaves what was made beside the tables, for --switch or --cancel")
    private boolean keep;

    /** What is done, other than making the tables and switching to them. */
    static final class Way {
        @Option(
                names = "--dry-run",
                description =
                        "makes the tables, says what differs from those that serve, and drops them")
        private boolean dryRun;

        @Option(names = "--switch", description = "lets what a dry run has left serve")
        private boolean release;

        @Option(names = "--cancel", description = "ends a rebuild, and drops what it has made")
        private boolean cancel;
    }

    @Override
    protected int run(PrintWriter out) throws InterruptedException {
        if (keep && !way.dryRun) {
            throw new BadInputException("--keep goes with --dry-run");
        }
        if (part.isGiven() && (way.cancel || way.release)) {
            throw new BadInputException("what is rebuilt was said when it was begun");
        }
        if (way.cancel) {
            cancel();
            out.printf("The rebuild of %s is cancelled.%n", name);
            return 0;
        }
        confirm();
        JsonNode begun = begin();
        PartText.print(begun.path("rebuild").path("part"), out);
        long startNanos = System.nanoTime();
        long events = watch(begun, new ProgressBar(out));
        long seconds = Duration.ofNanos(System.nanoTime() - startNanos).toSeconds();
        if (way.dryRun) {
            return compare(out);
        }
        out.printf("The rebuild of %s ended after %d s, %,d events.%n", name, seconds, events);
        return 0;
    }

    private JsonNode begin() {
        String step = way.release ? "/switch" : "";
        String query =
                "?accept_loss=%s%s%s"
                        .formatted(
                                acceptLoss,
                                way.dryRun ? "&dry_run=true" : "",
                                part.query(() -> target().api().get("/api/servers")));
        return target().api().post(path(step) + query, target().adminToken(), Map.of());
    }

    private void confirm() {
        if (part.isWithoutRaw() && !way.dryRun && !yes) {
            Confirmation.require(
                    name,
                    ("This rebuilds %s without snapshots as they came: of what is rebuilt there are"
                                    + " none any more.")
                            .formatted(name),
                    "--yes to rebuild %s without snapshots".formatted(name),
                    "Nothing was rebuilt.");
        }
    }

    /** Until it ends, or goes no further by itself. */
    private long watch(JsonNode begun, ProgressBar progress) throws InterruptedException {
        JsonNode status = begun;
        long events = 0;
        while (status.path("rebuild").isObject() && !(way.dryRun && isHeld(status))) {
            JsonNode rebuild = status.path("rebuild");
            events = rebuild.path("events_total").asLong(0);
            show(rebuild, progress);
            Thread.sleep(BETWEEN_LOOKS);
            status = status(target().api().get("/api/projections"), name);
        }
        progress.end();
        return events;
    }

    /** The servers that have their new rows, once there are some, else the events. */
    private static void show(JsonNode rebuild, ProgressBar progress) {
        long servers = rebuild.path("part").path("servers_done").asLong(0);
        if (servers > 0) {
            long total = rebuild.path("part").path("servers_total").asLong(0);
            progress.show(servers, total, "servers");
        } else {
            progress.show(
                    rebuild.path("events_done").asLong(0),
                    rebuild.path("events_total").asLong(0),
                    "events");
        }
    }

    private static boolean isHeld(JsonNode status) {
        return status.path("rebuild").path("state").asString("").equals("held");
    }

    private int compare(PrintWriter out) {
        ComparedTables tables =
                ComparedTables.ask(
                        query ->
                                target().api()
                                        .get(path("/comparison") + query, target().adminToken()),
                        new ProgressBar(out));
        boolean equal = tables.print(out);
        if (keep) {
            out.printf(
                    "What was made stays beside: nodepulse rebuild %s --switch or --cancel.%n",
                    name);
        } else {
            cancel();
        }
        return equal ? 0 : 1;
    }

    private void cancel() {
        target().api().delete(path(""), target().adminToken());
    }

    static JsonNode status(JsonNode projections, String name) {
        return projections
                .path("projections")
                .valueStream()
                .filter(each -> name.equals(each.path("name").asString("")))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("No projection is called " + name));
    }

    private String path(String step) {
        return "/api/projections/%s/rebuild%s"
                .formatted(URLEncoder.encode(name, StandardCharsets.UTF_8), step);
    }
}
