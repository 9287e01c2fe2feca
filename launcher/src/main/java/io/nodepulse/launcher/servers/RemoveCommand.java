package io.nodepulse.launcher.servers;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.top.ServerChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.Console;
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
            requireConfirmed(name);
        }
        api.delete("/api/servers/" + chosen.path("id").stringValue(), target().adminToken());
        out.printf("%s is removed.%n", name);
        return 0;
    }

    private static void requireConfirmed(String name) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new BadInputException(
                    "Nobody can be asked here: say --yes to remove %s with its history"
                            .formatted(name));
        }
        String typed =
                console.readLine(
                        "This removes %s with its history. Type its name to go on: ", name);
        if (typed == null || !typed.strip().equals(name)) {
            throw new CommandFailedException("Nothing was removed.");
        }
    }
}
