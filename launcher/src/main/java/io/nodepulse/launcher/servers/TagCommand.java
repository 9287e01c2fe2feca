package io.nodepulse.launcher.servers;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.top.ServerChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gives a server other tags. */
@Command(
        name = "tag",
        header = "Gives a server other tags.",
        description = {
            "They take the place of all that it has; without any it has none any more.",
            "People and API tokens can be limited to the servers of a tag."
        })
final class TagCommand extends AskingCommand {

    @Parameters(index = "0", paramLabel = "SERVER", description = "Name or id, whole.")
    private String server = "";

    @Parameters(
            index = "1..*",
            paramLabel = "TAG",
            arity = "0..*",
            description = "Such as prod or team=db: a to z, 0 to 9 and . _ - = : /")
    private List<String> tags = new ArrayList<>();

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        JsonNode chosen = ServerChoice.called(api.get("/api/servers"), server);
        api.patch(
                "/api/servers/" + chosen.path("id").stringValue(),
                target().adminToken(),
                Map.of("tags", tags));
        out.printf(
                "%s has %s now.%n",
                ShownName.of(chosen.path("name").asString(server)),
                tags.isEmpty() ? "no tags" : String.join(", ", tags));
        return 0;
    }
}
