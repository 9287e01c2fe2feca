package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.SecretFile;
import io.nodepulse.embedded.ServerProcess;
import io.nodepulse.embedded.Signal;
import io.nodepulse.launcher.up.AgentConfiguration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The real agent on this machine's processes, in a process of its own that can be killed. */
final class AgentUnderTest implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final String METRIC_PREFIX = "nodepulse_agent_";

    private final Path home;
    private final UUID server;
    private final URI metrics;
    private ServerProcess process;

    private AgentUnderTest(Path home, UUID server, URI metrics) {
        this.home = home;
        this.server = server;
        this.metrics = metrics;
        this.process = launch();
    }

    static AgentUnderTest start(Path directory, String address, UUID server, String token)
            throws IOException {
        Path home = Files.createDirectories(directory).toRealPath();
        int metricsPort = Loopback.freePort();
        Path tokenFile = home.resolve("token");
        new SecretFile(tokenFile).write(token);
        Files.writeString(
                home.resolve("nodepulse.yml"),
                """
                server:
                  endpoint: %smetrics/prometheus
                  token_file: '%s'
                agent:
                  server_id: %s
                  interval: 2s
                  metrics_address: 127.0.0.1:%d
                buffer:
                  path: '%s'
                """
                        .formatted(
                                address, tokenFile, server, metricsPort, home.resolve("buffer")));
        return new AgentUnderTest(
                home,
                server,
                URI.create("http://%s:%d/metrics".formatted(Loopback.HOST, metricsPort)));
    }

    UUID server() {
        return server;
    }

    long pid() {
        return process.pid();
    }

    /** What it says of itself, added up over labels. */
    Account account(HttpClient http) throws IOException, InterruptedException {
        String page =
                http.send(
                                HttpRequest.newBuilder(metrics).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        return new Account(
                sum(page, "scrapes_total"),
                sum(page, "dropped_scrapes_total"),
                sum(page, "buffer_memory_scrapes") + sum(page, "buffer_disk_scrapes"));
    }

    /**
     * @param scraped scrapes that went into its buffer since it started
     * @param dropped of those, the ones that it gave up
     * @param buffered of those, the ones that still wait
     */
    record Account(long scraped, long dropped, long buffered) {

        /** How many the server must have once none waits. */
        long delivered() {
            return scraped - dropped;
        }
    }

    private static long sum(String page, String metric) {
        Pattern line =
                Pattern.compile(
                        "^" + METRIC_PREFIX + metric + "(?:\\{[^}]*})? ([0-9.eE+]+)$",
                        Pattern.MULTILINE);
        List<MatchResult> found = line.matcher(page).results().toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("the agent has no metric " + metric);
        }
        return found.stream().mapToLong(value -> (long) Double.parseDouble(value.group(1))).sum();
    }

    /** Kills it, and starts it on what it left behind. */
    void kill() {
        process.kill();
        process = launch();
    }

    @Override
    public void close() {
        process.stop(Signal.TERM, GRACE);
    }

    private ServerProcess launch() {
        return ServerProcess.start(
                "The agent",
                AgentConfiguration.command(home.resolve("nodepulse.yml")),
                Map.of(),
                home,
                home.resolve("agent.log"));
    }
}
