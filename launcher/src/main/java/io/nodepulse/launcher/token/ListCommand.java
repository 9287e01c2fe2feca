package io.nodepulse.launcher.token;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.ServersText;

import picocli.CommandLine.Command;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** Lists the API tokens, with the administrator's token. */
@Command(
        name = "list",
        header = "Lists the API tokens and who answers for each.",
        description =
                "A token ends with who answers for it. One of somebody of a provider is good until"
                        + " the time shown unless they sign in once more.")
final class ListCommand extends AskingCommand {

    private static final String ROW = "%-36s  %-8s  %-24s  %-24s  %-28s  %s%n";

    @Override
    protected int run(PrintWriter out) {
        JsonNode tokens = target().api().get("/api/tokens", target().adminToken()).path("tokens");
        out.printf(ROW, "ID", "ROLE", "VALID UNTIL", "ISSUED BY", "SERVERS", "NAME");
        for (JsonNode token : tokens) {
            out.printf(
                    ROW,
                    token.path("id").asString(""),
                    token.path("role").asString(""),
                    validUntil(token),
                    ShownName.of(token.path("issuer").asString("not known")),
                    ServersText.of(token.path("all_servers").asBoolean(true), tags(token)),
                    ShownName.of(token.path("name").asString("")));
        }
        return 0;
    }

    /** Its end, or the moment at which it lapses if that is before. */
    private static String validUntil(JsonNode token) {
        String end = token.path("expires_at").asString("");
        String lapses = token.path("lapses_at").asString(end);
        return Instant.parse(lapses).isBefore(Instant.parse(end)) ? lapses : end;
    }

    private static List<String> tags(JsonNode token) {
        return token.path("server_tags").valueStream().map(JsonNode::stringValue).toList();
    }
}
