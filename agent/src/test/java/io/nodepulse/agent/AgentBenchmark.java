package io.nodepulse.agent;

import static io.nodepulse.agent.testing.RawServer.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.testing.Certificates;
import io.nodepulse.agent.testing.RawServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the packaged agent costs: resident memory and CPU per scrape, with {@value #GROUPS} groups
 * per scrape and TLS on, beside the exporters' own figures where they are installed.
 *
 * <pre>mvn -Pagent-packages,agent-benchmark -pl agent -am -DskipTests verify
 *     [-Dbenchmark.minutes=10]
 *     [-Dbenchmark.interval=15s]   # 50ms for ten minutes: the scrapes of a day in fast motion
 * </pre>
 */
final class AgentBenchmark {

    private static final int GROUPS = 168;
    private static final String ID = "6f1c3a52-7d0e-4a57-9b1a-0e5a5c1d2e3f";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private AgentBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path image = Path.of(arguments[0]);
        Duration time = Duration.ofMinutes(Long.parseLong(arguments[1]));
        Path folder = Files.createTempDirectory("agent-benchmark");
        new AgentBenchmark(folder).run(image, time, arguments[2]);
    }

    private void run(Path image, Duration time, String interval) throws Exception {
        Certificates certificates = Certificates.make(folder.resolve("tls"), "server");
        int[] scrapes = new int[1];
        try (RawServer server =
                        new RawServer(
                                certificates.serverSockets(null),
                                0,
                                (_, out) -> out.write(response(202, "", "{}")));
                RawServer exporter =
                        new RawServer(
                                (_, out) -> out.write(response(200, "", page(++scrapes[0]))))) {
            Process agent =
                    start(
                            image.resolve("bin/nodepulse-agent").toString(),
                            "--config",
                            configure(server, exporter, certificates, interval).toString());
            startIfInstalled(
                    "prometheus-process-exporter",
                    "-web.listen-address",
                    "127.0.0.1:0",
                    "-gather-smaps=false",
                    "-threads=false");
            startIfInstalled("prometheus-node-exporter", "--web.listen-address", "127.0.0.1:0");
            measure(agent, scrapes, time);
        } finally {
            for (Process process : processes) {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private void measure(Process agent, int[] scrapes, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        // The first tenth warms up: classes load and compile.
        TimeUnit.NANOSECONDS.sleep(time.toNanos() / 10);
        long cpuBefore = cpuMillis(agent);
        int before = scrapes[0];
        long warm = residentKb(agent);
        long largest = warm;
        while (System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            largest = Math.max(largest, residentKb(agent));
        }
        int count = scrapes[0] - before;
        double millis = (cpuMillis(agent) - cpuBefore) / (double) Math.max(1, count);
        System.out.printf(
                Locale.ROOT,
                "agent: %d scrapes of %d groups, CPU %.2f ms per scrape, RSS %.1f MB after warm-up,"
                        + " %.1f MB at the end, %.1f MB at most%n",
                count,
                GROUPS,
                millis,
                warm / 1e3,
                residentKb(agent) / 1e3,
                largest / 1e3);
        for (Process other : processes.subList(1, processes.size())) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: RSS %.1f MB%n",
                    other.info().command().orElse("exporter"),
                    residentKb(other) / 1e3);
        }
    }

    private static long cpuMillis(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static long residentKb(Process process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
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

    private Path configure(
            RawServer server, RawServer exporter, Certificates certificates, String interval)
            throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        String text =
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
                                folder.resolve("buffer"));
        return Files.writeString(folder.resolve("agent.yml"), text, UTF_8);
    }

    private void startIfInstalled(String program, String... arguments) throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin", program))) {
            System.out.println(program + " is not installed: not measured");
            return;
        }
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addFirst(program);
        start(command.toArray(new String[0]));
    }

    private Process start(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out-" + processes.size()).toFile())
                        .start();
        processes.add(process);
        return process;
    }
}
