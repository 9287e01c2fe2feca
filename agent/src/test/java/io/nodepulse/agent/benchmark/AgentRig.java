package io.nodepulse.agent.benchmark;

import static io.nodepulse.agent.testing.RawServer.response;

import io.nodepulse.agent.testing.Certificates;
import io.nodepulse.agent.testing.RawServer;
import io.nodepulse.agent.testing.Secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ingest server with TLS, an exporter with {@value #GROUPS} groups, and the packaged agent
 * between them, in a folder of their own.
 */
final class AgentRig implements AutoCloseable {

    static final int GROUPS = 168;

    /** Metric, further labels, and kind of value, or the value itself, in a page's order. */
    private static final String[][] SERIES = {
        {"context_switches_total", ",ctxswitchtype=\"nonvoluntary\"", "counter"},
        {"context_switches_total", ",ctxswitchtype=\"voluntary\"", "counter"},
        {"cpu_seconds_total", ",mode=\"system\"", "seconds"},
        {"cpu_seconds_total", ",mode=\"user\"", "seconds"},
        {"major_page_faults_total", "", "counter"},
        {"memory_bytes", ",memtype=\"proportionalResident\"", "bytes"},
        {"memory_bytes", ",memtype=\"resident\"", "bytes"},
        {"memory_bytes", ",memtype=\"swapped\"", "bytes"},
        {"memory_bytes", ",memtype=\"virtual\"", "bytes"},
        {"minor_page_faults_total", "", "counter"},
        {"num_procs", "", "3"},
        {"num_threads", "", "12"},
        {"oldest_start_time_seconds", "", "start"},
        {"open_filedesc", "", "61"},
        {"read_bytes_total", "", "counter"},
        {"states", ",state=\"Other\"", "0"},
        {"states", ",state=\"Running\"", "0"},
        {"states", ",state=\"Sleeping\"", "3"},
        {"states", ",state=\"Waiting\"", "0"},
        {"states", ",state=\"Zombie\"", "0"},
        {"worst_fd_ratio", "", "ratio"},
        {"write_bytes_total", "", "counter"},
    };

    private static final String ID = "6f1c3a52-7d0e-4a57-9b1a-0e5a5c1d2e3f";

    private final Path folder;
    private final AtomicInteger scrapes = new AtomicInteger();
    private final Certificates certificates;
    private final RawServer server;
    private final RawServer exporter;
    private final List<Process> started = new ArrayList<>();

    /** A rig whose server tells the handler of every request before it answers. */
    AgentRig(RawServer.Handler onPush) throws Exception {
        folder = Files.createTempDirectory("agent-rig");
        certificates = Certificates.make(folder.resolve("tls"), "server");
        server =
                new RawServer(
                        certificates.serverSockets(null),
                        0,
                        (request, out) -> {
                            onPush.answer(request, out);
                            out.write(response(202, "", "{\"accepted\":" + GROUPS + "}"));
                        });
        exporter =
                new RawServer(
                        (_, out) -> out.write(response(200, "", page(scrapes.incrementAndGet()))));
    }

    /** Scrapes that the agent has taken so far. */
    int scrapes() {
        return scrapes.get();
    }

    Path buffer() {
        return folder.resolve("buffer");
    }

    Path folder() {
        return folder;
    }

    /** Starts the image's agent; /proc is its node_exporter where that is asked for. */
    Process startAgent(
            Path image, String interval, boolean nodeExporter, Map<String, String> environment)
            throws IOException {
        ProcessBuilder agent =
                command(
                        image.resolve("bin/nodepulse-agent").toString(),
                        "--config",
                        configure(interval, nodeExporter).toString());
        agent.environment().putAll(environment);
        return start(agent);
    }

    static ProcessBuilder command(String... command) {
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** Starts a process that ends with the rig; its output goes to a file. */
    Process start(ProcessBuilder builder) throws IOException {
        Path output = folder.resolve("output-" + started.size());
        Process process = builder.redirectOutput(output.toFile()).start();
        started.add(process);
        return process;
    }

    private Path configure(String interval, boolean nodeExporter) throws IOException {
        Path token = Secrets.write(folder.resolve("token"), "secret");
        return Files.writeString(
                folder.resolve("agent.yml"),
                """
                server:
                  endpoint: https://localhost:%d/metrics/prometheus
                  ca_file: %s
                  token_file: %s
                agent:
                  server_id: %s
                  interval: %s
                  metrics_address: 127.0.0.1:0
                exporters:
                  - name: process_exporter
                    endpoint: %s
                  - name: node_exporter
                    endpoint: procfs
                    enabled: %s
                buffer:
                  path: %s
                """
                        .formatted(
                                server.port(),
                                certificates.certificate(),
                                token,
                                ID,
                                interval,
                                exporter.address("/metrics"),
                                nodeExporter,
                                buffer()));
    }

    /** What a real exporter has, also what the agent passes over. */
    private static String page(int scrape) {
        StringBuilder page = new StringBuilder(512 * 1024);
        for (String[] series : SERIES) {
            for (int i = 0; i < GROUPS; i++) {
                page.append("namedprocess_namegroup_").append(series[0]);
                page.append("{groupname=\"process-").append(i).append('"').append(series[1]);
                page.append("} ").append(value(series[2], scrape, i)).append('\n');
            }
        }
        return page.append("namedprocess_scrape_partial_errors 0\n").toString();
    }

    private static String value(String kind, int scrape, int group) {
        return switch (kind) {
            case "seconds" -> Double.toString(scrape * 0.37 + group);
            case "bytes" -> "1." + scrape % 1_000 + "e+08";
            case "counter" -> Long.toString((long) scrape * (4_096L + group));
            case "ratio" -> "0.0" + (group + 1);
            case "start" -> "1.795" + (100_000 + group) + "e+09";
            default -> kind;
        };
    }

    /** Ends a process as systemd would. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws Exception {
        for (Process process : started) {
            stop(process);
        }
        server.close();
        exporter.close();
    }
}
