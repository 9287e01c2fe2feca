package io.nodepulse.launcher.token;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.AskingCommand;

import picocli.CommandLine.Command;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/** Lists the API tokens, with the administrator's token. */
@Command(
        name = "list",
        header = "Lists the API tokens and who answers for each.",
        description = "A token ends with who answers for it.")
final class ListCommand extends AskingCommand {

    private static final String ROW = "%-36s  %-8s  %-24s  %-24s  %s%n";

    @Override
    protected int run(PrintWriter out) {
        JsonNode tokens = target().api().get("/api/tokens", target().adminToken()).path("tokens");
        out.printf(ROW, "ID", "ROLE", "VALID UNTIL", "ISSUED BY", "NAME");
        for (JsonNode token : tokens) {
            out.printf(
                    ROW,
                    token.path("id").asString(""),
                    token.path("role").asString(""),
                    token.path("expires_at").asString(""),
                    ShownName.of(token.path("issuer").asString("not known")),
                    ShownName.of(token.path("name").asString("")));
        }
        return 0;
    }
}
