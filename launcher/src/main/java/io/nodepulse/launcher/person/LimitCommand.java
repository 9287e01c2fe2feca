package io.nodepulse.launcher.person;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.PathPart;
import io.nodepulse.launcher.api.ServersText;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says which servers somebody sees, with the administrator's token. */
@Command(
        name = "limit",
        header = "Limits a viewer or operator to servers by tags.",
        description = {
            "The tags take the place of those before. It holds from the next call on.",
            "An administrator sees all servers and cannot be limited."
        })
final class LimitCommand extends AskingCommand {

    @Parameters(paramLabel = "NAME", description = "By which the person signs in.")
    private String name = "";

    @ArgGroup(multiplicity = "1")
    private Servers servers = new Servers();

    /** One of both, so that nobody sees all servers because a tag was forgotten. */
    private static final class Servers {

        @Option(
                names = "--server-tag",
                paramLabel = "TAG",
                required = true,
                description = "To servers that have it, or another one given.")
        private List<String> tags = new ArrayList<>();

        @Option(names = "--all-servers", required = true, description = "Ends the limit.")
        private boolean all;
    }

    @Override
    protected int run(PrintWriter out) {
        target().api()
                .patch(
                        "/api/people/" + PathPart.of(name),
                        target().adminToken(),
                        Map.of("server_tags", servers.tags));
        out.printf(
                "%s sees %s from now on.%n",
                ShownName.of(name), ServersText.of(servers.all, servers.tags));
        return 0;
    }
}
