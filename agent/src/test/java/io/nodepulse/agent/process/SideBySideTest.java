package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;
import io.nodepulse.agent.scrape.Scraper;

import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agent's reader of /proc beside a real process_exporter, on the same processes of this
 * machine. One process burns CPU and is stopped before either reads, so that both see the same
 * instant.
 */
class SideBySideTest {

    private static final Path EXPORTER = Path.of("/usr/bin/prometheus-process-exporter");
    private static final String BURNER = "np-burner-of-test";
    private static final int KERNEL_NAME_LENGTH = 15;
    private static final Pattern GROUP =
            Pattern.compile(
                    "\\{\"name\":\"(.*?)\",\"num_procs\":(\\d+),\"cpu_seconds\":(.*?),"
                            + "\"memory_bytes\":(\\d+),.*?\\}");

    private record Group(long procs, double cpuSeconds, double residentBytes) {}

    @TempDir Path folder;

    @Test
    void seesWhatProcessExporterSees() throws Exception {
        assumeTrue(Files.isExecutable(EXPORTER), EXPORTER + " is not installed: not compared");
        Process exporter = null;
        Process burner = null;
        try (PageFetcher fetcher = fetcher(freePort())) {
            burner = startBurner();
            Map<String, Group> oursFirst = read(procfs());
            exporter = startExporter();
            Scraper theirs = ProcessScraper.ofPages(fetcher, List.of(), 5_000, new ExporterStats());
            Scraper ours = procfs();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> read(theirs).size() > 1);
            signal(burner, "STOP");
            Map<String, Group> oursBefore = read(ours);
            Map<String, Group> theirsBefore = read(theirs);
            burn(burner, Duration.ofSeconds(2));
            Map<String, Group> oursAfter = read(ours);
            Map<String, Group> theirsAfter = read(theirs);
            Group own = group(oursAfter, BURNER);
            String cut = BURNER.substring(0, KERNEL_NAME_LENGTH);
            Group other = group(theirsAfter, cut);
            double ownUsed = own.cpuSeconds() - group(oursBefore, BURNER).cpuSeconds();
            double otherUsed = other.cpuSeconds() - group(theirsBefore, cut).cpuSeconds();
            assertThat(ownUsed).isGreaterThan(1).isCloseTo(otherUsed, within(0.02 * otherUsed));
            assertThat(own.residentBytes())
                    .isCloseTo(other.residentBytes(), Percentage.withPercentage(2));
            assertThat(own.procs()).isEqualTo(other.procs());
            oursFirst.keySet().retainAll(oursBefore.keySet());
            oursFirst.keySet().retainAll(oursAfter.keySet());
            assertSameNames(oursFirst.keySet(), theirsAfter.keySet());
        } finally {
            end(exporter);
            end(burner);
        }
    }

    private int port;

    /**
     * Kernel workers are left out: they are renamed as they work, and the exporter keeps the first.
     */
    private static void assertSameNames(Set<String> ours, Set<String> theirs) {
        for (String name : ours) {
            if (!name.startsWith("kworker/")) {
                String cut = name.substring(0, Math.min(KERNEL_NAME_LENGTH, name.length()));
                assertThat(theirs).containsAnyOf(name, cut);
            }
        }
    }

    private static Scraper procfs() throws IOException {
        return ProcessScraper.ofProcfs(
                new ProcFiles(Path.of("/proc")),
                ProcFigures.USUAL,
                List.of(),
                5_000,
                new ExporterStats());
    }

    private int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            return port;
        }
    }

    private Process startExporter() throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("exporter.yml"),
                        "process_names:\n  - name: \"{{.Comm}}\"\n    cmdline: []\n");
        return new ProcessBuilder(
                        EXPORTER.toString(),
                        "-web.listen-address",
                        "127.0.0.1:" + port,
                        "-config.path",
                        config.toString(),
                        "-gather-smaps=false",
                        "-threads=false")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Process startBurner() throws IOException {
        Path program = Files.copy(Path.of("/usr/bin/yes"), folder.resolve(BURNER));
        return new ProcessBuilder(program.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Lets the process use that much CPU time, then stops it. */
    private static void burn(Process burner, Duration cpu) throws Exception {
        Duration before = burner.info().totalCpuDuration().orElseThrow();
        signal(burner, "CONT");
        await().atMost(Duration.ofMinutes(2))
                .until(
                        () ->
                                burner.info()
                                                .totalCpuDuration()
                                                .orElseThrow()
                                                .minus(before)
                                                .compareTo(cpu)
                                        > 0);
        signal(burner, "STOP");
        Path stat = Path.of("/proc/" + burner.pid() + "/stat");
        await().until(() -> Files.readString(stat).contains(") T "));
    }

    private static void signal(Process process, String name) throws Exception {
        int code =
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
        assertThat(code).isZero();
    }

    private static void end(@Nullable Process process) throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static Group group(Map<String, Group> groups, String name) {
        Group group = groups.get(name);
        if (group == null) {
            throw new AssertionError(name + " is not among " + groups.keySet());
        }
        return group;
    }

    private static Map<String, Group> read(Scraper scraper) throws IOException {
        JsonBuffer json = new JsonBuffer();
        assertThat(scraper.scrape(1, json)).isPositive();
        Matcher matcher = GROUP.matcher(new String(json.bytes(), 0, json.length(), UTF_8));
        Map<String, Group> groups = new HashMap<>();
        while (matcher.find()) {
            groups.put(
                    matcher.group(1),
                    new Group(
                            Long.parseLong(matcher.group(2)),
                            Double.parseDouble(matcher.group(3)),
                            Double.parseDouble(matcher.group(4))));
        }
        return groups;
    }

    private static PageFetcher fetcher(int port) {
        HttpTarget target = HttpTarget.parse("http://127.0.0.1:" + port + "/metrics");
        return new PageFetcher(
                target,
                new HttpConnection(target, null),
                Duration.ofSeconds(30),
                new ExporterStats());
    }
}
