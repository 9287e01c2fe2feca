package io.nodepulse.launcher.token;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.GrantOptions;
import io.nodepulse.launcher.api.ServersText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Issues an API token, with the administrator's token. */
@Command(
        name = "issue",
        header = "Issues an API token.",
        description = {
            "It is shown once, as the last line: keep it where its program reads it.",
            "Whoever holds the administrator's token answers for it."
        })
final class IssueCommand extends AskingCommand {

    @Parameters(paramLabel = "NAME", description = "What it is for.")
    private String name = "";

    @Mixin private final GrantOptions grant = new GrantOptions();

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "How long it is valid; default: ${DEFAULT-VALUE}")
    private int days = 90;

    @Override
    protected int run(PrintWriter out) {
        if (days < 1) {
            throw new BadInputException("--days must be at least 1, is " + days);
        }
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
        JsonNode issued =
                target().api()
                        .post(
                                "/api/tokens",
                                target().adminToken(),
                                Map.of(
                                        "name", name,
                                        "role", grant.role(),
                                        "server_tags", grant.serverTags(),
                                        "expires_at", end.toString()));
        out.printf(
                "%s may call the API as %s until %s, for %s. Its token has the id %s:%n%s%n",
                ShownName.of(name),
                issued.path("role").asString(grant.role()),
                issued.path("expires_at").asString(""),
                ServersText.of(grant.serverTags().isEmpty(), grant.serverTags()),
                issued.path("id").asString(""),
                issued.path("token").asString(""));
        return 0;
    }
}
