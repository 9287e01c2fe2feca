package io.nodepulse.launcher.servers;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.Confirmation;
import io.nodepulse.launcher.top.ServerChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;

/** Removes a server, once somebody has said its name again. */
@Command(
        name = "remove",
        header = "Removes a server, with its history.",
        description = {
            "Its agent is refused at once, its name is free again, and nothing shows what it did any"
                    + " more.",
            "The events stay until retention: 'audit prove' and exports still have them."
        })
final class RemoveCommand extends AskingCommand {

    @Parameters(paramLabel = "SERVER", description = "Name or id, whole.")
    private String server = "";

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        JsonNode chosen = ServerChoice.called(api.get("/api/servers"), server);
        String name = ShownName.of(chosen.path("name").asString(server));
        if (!yes) {
            Confirmation.require(
                    name,
                    "This removes %s with its history.".formatted(name),
                    "--yes to remove %s with its history".formatted(name),
                    "Nothing was removed.");
        }
        api.delete("/api/servers/" + chosen.path("id").stringValue(), target().adminToken());
        out.printf("%s is removed.%n", name);
        return 0;
    }
}
