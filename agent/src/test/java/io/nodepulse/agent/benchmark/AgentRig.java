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

    private static String page(int scrape) {
        StringBuilder page = new StringBuilder(64 * 1024);
        for (int i = 0; i < GROUPS; i++) {
            String group = "{groupname=\"process-" + i + "\"";
            String metric = "namedprocess_namegroup_";
            page.append(metric).append("num_procs").append(group).append("} 3\n");
            page.append(metric).append("cpu_seconds_total").append(group);
            page.append(",mode=\"user\"} ").append(scrape * 0.37 + i).append('\n');
            page.append(metric).append("cpu_seconds_total").append(group);
            page.append(",mode=\"system\"} ").append(scrape * 0.11 + i).append('\n');
            page.append(metric).append("memory_bytes").append(group);
            page.append(",memtype=\"resident\"} 1.").append(scrape % 1_000).append("e+08\n");
        }
        return page.toString();
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
