package io.nodepulse.agent.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** An exporter of Debian's packages, scraped by the benchmark for what it costs itself. */
final class RealExporter {

    private static final String GROUP_METRIC = "namedprocess_namegroup_num_procs{";

    private final String name;
    private final Process process;
    private final URI address;
    private Duration cpuBefore = Duration.ZERO;
    private int scrapes;
    private int groups;

    private RealExporter(String name, Process process, URI address) {
        this.name = name;
        this.process = process;
        this.address = address;
    }

    /** Starts process_exporter with every command name as a group of its own. */
    static RealExporter process(AgentRig rig, Path programs) throws IOException {
        Path config =
                Files.writeString(
                        rig.folder().resolve("process-exporter.yml"),
                        "process_names:\n  - name: \"{{.Comm}}\"\n    cmdline: []\n");
        int port = freePort();
        return start(
                rig,
                port,
                program(programs, "prometheus-process-exporter"),
                "-web.listen-address=127.0.0.1:" + port,
                "-config.path=" + config,
                "-gather-smaps=false",
                "-threads=false");
    }

    static RealExporter node(AgentRig rig, Path programs) throws IOException {
        int port = freePort();
        return start(
                rig,
                port,
                program(programs, "prometheus-node-exporter"),
                "--web.listen-address=127.0.0.1:" + port);
    }

    private static RealExporter start(AgentRig rig, int port, String... command)
            throws IOException {
        Process process = rig.start(AgentRig.command(command));
        URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
        return new RealExporter(Path.of(command[0]).getFileName().toString(), process, address);
    }

    private static String program(Path programs, String name) throws IOException {
        Path program = programs.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new IOException(
                    program
                            + " is missing. Install it (apt-get install "
                            + name
                            + "), or unpack it (apt-get download "
                            + name
                            + " && dpkg -x "
                            + name
                            + "_*.deb FOLDER) and say -Dbenchmark.exporters=FOLDER/usr/bin");
        }
        return program.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Forgets what the scrapes so far have cost. */
    void begin() {
        cpuBefore = ProcessCost.cpu(process);
        scrapes = 0;
    }

    void scrape() throws IOException {
        try (InputStream page = address.toURL().openStream()) {
            String text = new String(page.readAllBytes(), UTF_8);
            groups = (int) text.lines().filter(line -> line.startsWith(GROUP_METRIC)).count();
        }
        scrapes++;
    }

    String report() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s: %d scrapes%s, CPU %.2f ms per scrape, RSS %.1f MB",
                name,
                scrapes,
                groups == 0 ? "" : " of " + groups + " groups",
                ProcessCost.millisPerScrape(cpuBefore, ProcessCost.cpu(process), scrapes),
                ProcessCost.residentMb(process));
    }
}
