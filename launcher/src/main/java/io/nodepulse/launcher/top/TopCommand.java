package io.nodepulse.launcher.top;

import io.nodepulse.launcher.DataFolder;
import io.nodepulse.launcher.api.ApiClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The top processes of a server, as the page shows them, in the terminal. */
@Command(
        name = "top",
        description = "Lists the processes of a server that use most.",
        mixinStandardHelpOptions = true)
public final class TopCommand implements Callable<Integer> {

    /** What is ranked by. */
    enum Metric {
        cpu,
        memory
    }

    private static final String USUAL_ADDRESS = "http://127.0.0.1:8080/";

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVER",
            description = "Name or id; may be left out where there is only one.")
    private @Nullable String server;

    @Option(names = "--metric", defaultValue = "cpu", description = "${COMPLETION-CANDIDATES}")
    private Metric metric = Metric.cpu;

    @Option(names = "--hours", paramLabel = "N", defaultValue = "1", description = "1 to 168")
    private int hours;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "1 to 100")
    private int limit;

    @Option(
            names = "--url",
            description = "Address of the NodePulse to ask; default: the one on this machine.")
    private @Nullable String url;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of that one.")
    private @Nullable Path data;

    @Override
    public Integer call() {
        ApiClient api = new ApiClient(address());
        JsonNode chosen = ServerChoice.among(api.get("/api/servers"), Optional.ofNullable(server));
        JsonNode top =
                api.get(
                        "/api/servers/%s/processes/top?metric=%s&hours=%d&limit=%d"
                                .formatted(chosen.path("id").stringValue(), metric, hours, limit));
        PrintWriter out = spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        TopTable.lines(chosen.path("name").asString("?"), top).forEach(out::println);
        return 0;
    }

    private String address() {
        return Optional.ofNullable(url)
                .or(() -> DataFolder.of(Optional.ofNullable(data), System.getenv()).address())
                .orElse(USUAL_ADDRESS);
    }
}
