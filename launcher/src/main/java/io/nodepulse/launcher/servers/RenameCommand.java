package io.nodepulse.launcher.servers;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.top.ServerChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Map;

/** Gives a server another name. */
@Command(
        name = "rename",
        header = "Gives a server another name.",
        description = "Its id, its agent and its history stay as they are.")
final class RenameCommand extends AskingCommand {

    @Parameters(index = "0", paramLabel = "SERVER", description = "Name or id, whole.")
    private String server = "";

    @Parameters(index = "1", paramLabel = "NEW_NAME", description = "What it is called then.")
    private String name = "";

    @Option(
            names = "--allow-same-name",
            description = "Also where another server is called so already.")
    private boolean allowSameName;

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        JsonNode chosen = ServerChoice.called(api.get("/api/servers"), server);
        api.patch(
                "/api/servers/" + chosen.path("id").stringValue(),
                target().adminToken(),
                Map.of("name", name, "allow_same_name", allowSameName));
        out.printf(
                "%s is called %s now.%n",
                ShownName.of(chosen.path("name").asString(server)), ShownName.of(name));
        return 0;
    }
}
