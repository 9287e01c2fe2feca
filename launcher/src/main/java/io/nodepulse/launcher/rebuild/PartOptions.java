package io.nodepulse.launcher.rebuild;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.api.TimeConverter;
import io.nodepulse.launcher.top.ServerChoice;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is to be rebuilt, where that is not everything. */
final class PartOptions {

    @Option(
            names = "--server",
            paramLabel = "NAME_OR_ID",
            description = "Of that server only, while all others go on untouched; may be repeated.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "With --to: what was sampled between the two, such as 2026-03-01T12:00:00Z or"
                            + " 2026-03-01, in whole buckets around it, which are up to 48 days long.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "The end of that time, which has passed.")
    private @Nullable Instant to;

    @Option(
            names = "--without-raw",
            description =
                    "Leaves out snapshots as they came, which take longest and most: of what is"
                            + " rebuilt, admiral.process_snapshots has no rows any more.")
    private boolean withoutRaw;

    boolean isWithoutRaw() {
        return withoutRaw;
    }

    /** Whether anything of it is given. */
    boolean isGiven() {
        return withoutRaw || !servers.isEmpty() || from != null || to != null;
    }

    /**
     * As parameters of the call.
     *
     * @param known answers {@code GET /api/servers}
     * @throws BadInputException if there is no such server, or no such time
     */
    String query(Supplier<JsonNode> known) {
        StringBuilder query = new StringBuilder();
        if (!servers.isEmpty()) {
            JsonNode all = known.get();
            query.append("&server_id=")
                    .append(
                            String.join(
                                    ",",
                                    servers.stream()
                                            .map(each -> ServerChoice.called(all, each))
                                            .map(each -> each.path("id").asString())
                                            .toList()));
        }
        if (from != null || to != null) {
            query.append(range());
        }
        return withoutRaw ? query.append("&without_raw=true").toString() : query.toString();
    }

    private String range() {
        if (from == null || to == null) {
            throw new BadInputException("--from and --to go together");
        }
        if (!from.isBefore(to)) {
            throw new BadInputException("--from must be before --to");
        }
        return "&from=%s&to=%s".formatted(from, to);
    }
}
