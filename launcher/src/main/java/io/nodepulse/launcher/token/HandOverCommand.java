package io.nodepulse.launcher.token;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.PathPart;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.Map;

/** Has somebody else answer for an API token, with the administrator's token. */
@Command(
        name = "hand-over",
        header = "Has somebody else answer for an API token.",
        description = "So it stays when who issued it is removed. Its role and its end stay.")
final class HandOverCommand extends AskingCommand {

    @Parameters(paramLabel = "ID", description = "Of the token, as 'token list' shows it.")
    private String id = "";

    @Option(
            names = "--to",
            paramLabel = "WHO",
            required = true,
            description = "person:NAME, or admin-token.")
    private String to = "";

    @Override
    protected int run(PrintWriter out) {
        target().api()
                .patch(
                        "/api/tokens/" + PathPart.of(id),
                        target().adminToken(),
                        Map.of("issuer", to));
        out.printf("%s answers for the token %s.%n", ShownName.of(to), ShownName.of(id));
        return 0;
    }
}
