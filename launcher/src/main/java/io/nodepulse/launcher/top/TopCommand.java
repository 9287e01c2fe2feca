package io.nodepulse.launcher.top;

import io.nodepulse.launcher.HostName;
import io.nodepulse.launcher.api.ApiClient;
import io.nodepulse.launcher.api.AskingCommand;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.Optional;

/** The top processes of a server, as the page shows them, in the terminal. */
@Command(
        name = "top",
        header = "Lists the processes of a server that use most.",
        description = "Without SERVER, this machine is meant, or the only server there is.")
public final class TopCommand extends AskingCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVER",
            description = "Name or id, or how one begins.")
    private @Nullable String server;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            defaultValue = "cpu",
            description = {
                "What is ranked by: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
                "All but cpu and memory need an agent that sends the figures, and may read them: bytes"
                        + " read from and written to disks, and both; open files; threads; major page"
                        + " faults; context switches; swap; processes that wait for a disk."
            })
    private TopMetric metric = TopMetric.cpu;

    @Option(
            names = "--by",
            paramLabel = "GROUP",
            defaultValue = "process",
            description = {
                "What processes are grouped by: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
                "Units and slices need an agent with the exporter cgroup."
            })
    private TopGroup by = TopGroup.process;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many hours back, 1 to 8784, a leap year; default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many processes, 1 to 100; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    protected int run(PrintWriter out) {
        ApiClient api = target().api();
        JsonNode chosen =
                ServerChoice.among(
                        api.get("/api/servers"), Optional.ofNullable(server), HostName.known());
        JsonNode top =
                api.get(
                        "/api/servers/%s/processes/top?by=%s&metric=%s&hours=%d&limit=%d"
                                .formatted(
                                        chosen.path("id").stringValue(), by, metric, hours, limit));
        Silence.of(chosen).ifPresent(out::println);
        TopTable.lines(chosen.path("name").asString("?"), top).forEach(out::println);
        return 0;
    }
}
