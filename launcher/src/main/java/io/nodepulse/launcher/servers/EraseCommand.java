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
import java.util.UUID;

/** Erases what was sampled on a server, once somebody has said its name again. */
@Command(
        name = "erase",
        header = "Erases what was sampled on a server until now, for good.",
        description = {
            "Nothing shows it any more at once; from the files it is gone some minutes later. What"
                    + " is sampled from now on is kept.",
            "The proofs of everything else hold, and 'audit verify' says what was erased, by whom"
                    + " and when. One that was removed is erased by its id."
        })
final class EraseCommand extends AskingCommand {

    @Parameters(paramLabel = "SERVER", description = "Name or id, whole.")
    private String server = "";

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        String id = server;
        String name = server;
        if (!isId(server)) {
            JsonNode chosen = ServerChoice.called(api.get("/api/servers"), server);
            id = chosen.path("id").stringValue();
            name = ShownName.of(chosen.path("name").asString(server));
        }
        if (!yes) {
            Confirmation.require(
                    name,
                    "This erases what was sampled on %s until now, for good.".formatted(name),
                    "--yes to erase the history of " + name,
                    "Nothing was erased.");
        }
        api.delete("/api/servers/" + id + "/history", target().adminToken());
        out.printf("The history of %s is erased.%n", name);
        return 0;
    }

    /** A server that was removed is not among those that are listed. */
    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
