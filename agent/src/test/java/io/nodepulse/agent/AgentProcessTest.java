package io.nodepulse.agent;

import static io.nodepulse.agent.testing.RawServer.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.agent.testing.Forger;
import io.nodepulse.agent.testing.RawServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The agent as a process of its own, as an operator runs it. */
class AgentProcessTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
    private static final String ID = "6f1c3a52-7d0e-4a57-9b1a-0e5a5c1d2e3f";

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void answersForItselfReloadsAndStops() throws Exception {
        try (RawServer first = new RawServer((_, out) -> out.write(response(202, "", "{}")));
                RawServer second = new RawServer((_, out) -> out.write(response(202, "", "{}")))) {
            Path config = configure(first);
            Process agent = start("--config", config.toString());
            await().atMost(TIMEOUT).until(() -> first.requests().size() > 3);

            Process status = start("status", "--config", config.toString());
            assertThat(status.waitFor()).isZero();
            assertThat(output(status)).contains(ID).contains("last push").contains("buffer");

            Process rival = start("--config", config.toString());
            assertThat(rival.waitFor()).isEqualTo(1);
            assertThat(output(rival)).contains("another agent uses the buffer");

            Files.writeString(config, "agent:\n  server_id: nonsense\n");
            signal(agent, "HUP");
            await().atMost(TIMEOUT).until(() -> output(agent).contains("the old one stays"));

            configure(second);
            signal(agent, "HUP");
            await().atMost(TIMEOUT).until(() -> second.requests().size() > 3);

            signal(agent, "TERM");
            assertThat(agent.waitFor(6, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.exitValue()).isZero();
            Process gone = start("status", "--config", config.toString());
            assertThat(gone.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void losesNothingWhenItIsKilledWhileTheServerIsAway() throws Exception {
        AtomicInteger status = new AtomicInteger(503);
        try (RawServer server =
                new RawServer((_, out) -> out.write(response(status.get(), "", "{}")))) {
            Path config = configure(server);
            Process agent = start("--config", config.toString());
            await().atMost(TIMEOUT).until(() -> server.requests().size() >= 3);
            agent.destroyForcibly().waitFor();
            TreeSet<String> scraped = new TreeSet<>();
            server.requests().forEach(request -> scraped.addAll(timestamps(request)));
            int refused = server.requests().size();
            status.set(202);
            start("--config", config.toString());
            await().atMost(TIMEOUT).until(() -> server.requests().size() >= refused + 3);
            TreeSet<String> delivered = new TreeSet<>();
            server.requests()
                    .subList(refused, refused + 3)
                    .forEach(request -> delivered.addAll(timestamps(request)));
            assertThat(scraped).isNotEmpty();
            assertThat(delivered).containsAll(scraped);
        }
    }

    @Test
    void saysWhatIsWrongWithAConfiguration() throws Exception {
        Path config = folder.resolve("agent.yml");
        Files.writeString(config, "agent:\n  server_id: " + ID + "\n  interval: soon\n");
        Process bad = start("--check-config", "--config", config.toString());
        assertThat(bad.waitFor()).isEqualTo(2);
        assertThat(output(bad)).contains("agent.yml:3: agent.interval must be a duration");
        Process good =
                start("--check-config", "--config", config.toString(), "--agent.interval=5s");
        assertThat(good.waitFor()).isZero();
        assertThat(start("--nonsense").waitFor()).isEqualTo(2);
        assertThat(start("--help").waitFor()).isZero();
        assertThat(start("--version").waitFor()).isZero();
    }

    @Test
    void triesGroupsWithoutAServer() throws Exception {
        Path config = folder.resolve("agent.yml");
        String rule = "exporters:\n- name: process_exporter\n  groups:\n  - exe: java\n    name: ";
        Files.writeString(
                config, rule + "jvm of ${user}\n  - match: nobody-is-called-so\n    name: x\n");
        Process tried = start("--try-groups", "--config", config.toString());
        assertThat(tried.waitFor()).isZero();
        assertThat(output(tried))
                .containsPattern("jvm of \\S+ +[1-9][0-9]* +[0-9.]+ +[0-9.]+ +rule 1\n")
                .contains("rule 2: matched nothing (match: nobody-is-called-so, name: x)");
        Files.writeString(config, rule + "${jar}\n");
        Process bad = start("--try-groups", "--config", config.toString());
        assertThat(bad.waitFor()).isEqualTo(2);
        assertThat(output(bad)).contains("agent.yml:5: exporters[0].groups[0].name refers to");
        Process help = start("--help");
        assertThat(help.waitFor()).isZero();
        assertThat(output(help)).contains("--try-groups");
    }

    @Test
    void complainsOnceAboutAnExporterAndKeepsTheOtherGoing() throws Exception {
        try (RawServer server = new RawServer((_, out) -> out.write(response(202, "", "{}")));
                RawServer broken = new RawServer((_, out) -> out.write(response(500, "", "")))) {
            Path config = configure(server);
            Process agent =
                    start(
                            "--config",
                            config.toString(),
                            "--exporters.process_exporter.endpoint=" + broken.address("/metrics"));
            await().atMost(TIMEOUT)
                    .until(() -> broken.requests().size() > 10 && server.requests().size() > 3);
            assertThat(output(agent)).containsOnlyOnce("answered with status 500");
            assertThat(server.requests().getLast().text()).contains("node_exporter");
        }
    }

    @Test
    void saysWhoseListenerItDoesNotTrust() throws Exception {
        try (RawServer server = new RawServer((_, out) -> out.write(response(202, "", "{}")));
                Forger forger = Forger.listen()) {
            Path config = configure(server);
            Process agent =
                    start(
                            "--config",
                            config.toString(),
                            "--exporters.node_exporter.endpoint=" + forger.address(),
                            "--exporters.node_exporter.trusted_users=root");
            await().atMost(TIMEOUT)
                    .until(() -> output(agent).contains("belongs to user nobody (65534)"));
            Process status = start("status", "--config", config.toString());
            assertThat(status.waitFor()).isZero();
            assertThat(output(status)).contains("not trusted  node_exporter: the listener on 127");
            assertThat(server.requests())
                    .noneMatch(request -> request.text().contains("node_exporter"));
        }
    }

    private Path configure(RawServer server) throws IOException {
        return Files.writeString(
                folder.resolve("agent.yml"),
                """
                server:
                  endpoint: %s
                agent:
                  server_id: %s
                  interval: 100ms
                  metrics_address: 127.0.0.1:0
                exporters:
                  - name: process_exporter
                    endpoint: procfs
                  - name: node_exporter
                    endpoint: procfs
                buffer:
                  path: %s
                """
                        .formatted(server.address("/in"), ID, folder.resolve("buffer")));
    }

    private Process start(String... arguments) throws IOException {
        // A build that runs under nohup hands an ignored SIGHUP on to every child.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", classes().toString(), AgentMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out-" + started.size()).toFile())
                        .start();
        started.add(process);
        return process;
    }

    private static Path classes() {
        return Path.of(
                AgentMain.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private String output(Process process) throws IOException {
        return Files.readString(folder.resolve("out-" + started.indexOf(process)));
    }

    private static void signal(Process process, String name) throws Exception {
        int code =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
        assertThat(code).isZero();
    }

    private static List<String> timestamps(RawServer.Request request) {
        Matcher matcher = TIMESTAMP.matcher(request.text());
        List<String> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
