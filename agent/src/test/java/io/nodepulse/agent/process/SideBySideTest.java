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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agent's reader of /proc beside a real process_exporter, on the same processes of this
 * machine. One process burns CPU and writes, and is stopped before either reads, so that both see
 * the same instant; another one sleeps. {@code -Dprocess.exporter=FILE} names an exporter that is
 * not installed.
 */
class SideBySideTest {

    private static final Path EXPORTER =
            Path.of(System.getProperty("process.exporter", "/usr/bin/prometheus-process-exporter"));
    private static final String BURNER = "np-burner-of-test";
    private static final String SLEEPER = "np-sleeper";
    private static final int KERNEL_NAME_LENGTH = 15;

    /** Opens two files more than a shell has, of at most 64, and writes to a third one. */
    private static final String BURN =
            "ulimit -n 64; exec 3</dev/null 4</dev/null; while :; do echo x >written; done";

    private static final Pattern GROUP = Pattern.compile("\\{\"name\":\"(.*?)\",(.*?)\\}");
    private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\":([-0-9.E]+)");

    private static final Set<ProcessFigure> COUNTERS =
            EnumSet.of(
                    ProcessFigure.READ_BYTES,
                    ProcessFigure.WRITE_BYTES,
                    ProcessFigure.MAJOR_FAULTS,
                    ProcessFigure.VOLUNTARY_SWITCHES,
                    ProcessFigure.INVOLUNTARY_SWITCHES);

    private static final Set<ProcessFigure> GAUGES =
            EnumSet.of(
                    ProcessFigure.NUM_PROCS,
                    ProcessFigure.OPEN_FDS,
                    ProcessFigure.WORST_FD_RATIO,
                    ProcessFigure.THREADS,
                    ProcessFigure.SWAPPED_BYTES,
                    ProcessFigure.PROCS_RUNNING,
                    ProcessFigure.PROCS_SLEEPING,
                    ProcessFigure.PROCS_WAITING,
                    ProcessFigure.PROCS_ZOMBIE);

    @TempDir Path folder;

    @Test
    void seesWhatProcessExporterSees() throws Exception {
        assumeTrue(Files.isExecutable(EXPORTER), EXPORTER + " is not installed: not compared");
        Process exporter = null;
        Process burner = null;
        Process sleeper = null;
        try (PageFetcher fetcher = fetcher(freePort())) {
            burner = start("/bin/sh", BURNER, "-c", BURN);
            sleeper = start("/usr/bin/sleep", SLEEPER, "1000");
            Map<String, Map<String, Double>> oursFirst = read(procfs());
            exporter = startExporter();
            Scraper theirs = ProcessScraper.ofPages(fetcher, List.of(), 5_000, new ExporterStats());
            Scraper ours = procfs();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> read(theirs).size() > 1);
            stop(burner);
            Map<String, Map<String, Double>> oursBefore = read(ours);
            Map<String, Map<String, Double>> theirsBefore = read(theirs);
            burn(burner, Duration.ofSeconds(2));
            Map<String, Map<String, Double>> oursAfter = read(ours);
            Map<String, Map<String, Double>> theirsAfter = read(theirs);
            String cut = BURNER.substring(0, KERNEL_NAME_LENGTH);
            assertSameGrowth(
                    group(oursBefore, BURNER),
                    group(oursAfter, BURNER),
                    group(theirsBefore, cut),
                    group(theirsAfter, cut));
            assertSameGauges(group(oursAfter, BURNER), group(theirsAfter, cut));
            assertSameGauges(group(oursAfter, SLEEPER), group(theirsAfter, SLEEPER));
            oursFirst.keySet().retainAll(oursBefore.keySet());
            oursFirst.keySet().retainAll(oursAfter.keySet());
            assertSameNames(oursFirst.keySet(), theirsAfter.keySet());
        } finally {
            end(exporter);
            end(burner);
            end(sleeper);
        }
    }

    private static void assertSameGrowth(
            Map<String, Double> oursBefore,
            Map<String, Double> oursAfter,
            Map<String, Double> theirsBefore,
            Map<String, Double> theirsAfter) {
        double ownUsed = value(oursAfter, ProcessFigure.CPU_SECONDS);
        ownUsed -= value(oursBefore, ProcessFigure.CPU_SECONDS);
        double otherUsed = value(theirsAfter, ProcessFigure.CPU_SECONDS);
        otherUsed -= value(theirsBefore, ProcessFigure.CPU_SECONDS);
        assertThat(ownUsed).isGreaterThan(1).isCloseTo(otherUsed, within(0.02 * otherUsed));
        for (ProcessFigure counter : COUNTERS) {
            assertThat(value(oursAfter, counter) - value(oursBefore, counter))
                    .as(counter.field())
                    .isEqualTo(value(theirsAfter, counter) - value(theirsBefore, counter));
        }
        assertThat(value(oursAfter, ProcessFigure.INVOLUNTARY_SWITCHES)).isPositive();
    }

    private static void assertSameGauges(Map<String, Double> ours, Map<String, Double> theirs) {
        assertThat(value(ours, ProcessFigure.MEMORY_BYTES))
                .isCloseTo(value(theirs, ProcessFigure.MEMORY_BYTES), Percentage.withPercentage(2));
        for (ProcessFigure gauge : GAUGES) {
            assertThat(value(ours, gauge)).as(gauge.field()).isEqualTo(value(theirs, gauge));
        }
        assertThat(value(ours, ProcessFigure.OLDEST_START_SECONDS))
                .isCloseTo(value(theirs, ProcessFigure.OLDEST_START_SECONDS), within(1.0));
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
                LargestSettings.NONE,
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

    /** Starts a copy of that program that has a name of its own. */
    private Process start(String program, String name, String... arguments) throws IOException {
        Path copy = Files.copy(Path.of(program), folder.resolve(name));
        List<String> command = new ArrayList<>(List.of(copy.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
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
        stop(burner);
    }

    /** Stops the process, and waits until it has. */
    private static void stop(Process burner) throws Exception {
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

    private static Map<String, Double> group(Map<String, Map<String, Double>> groups, String name) {
        Map<String, Double> group = groups.get(name);
        if (group == null) {
            throw new AssertionError(name + " is not among " + groups.keySet());
        }
        return group;
    }

    private static double value(Map<String, Double> group, ProcessFigure figure) {
        Double value = group.get(figure.field());
        if (value == null) {
            throw new AssertionError(figure.field() + " is not among " + group);
        }
        return value;
    }

    private static Map<String, Map<String, Double>> read(Scraper scraper) throws IOException {
        JsonBuffer json = new JsonBuffer();
        assertThat(scraper.scrape(1, json)).isPositive();
        Matcher matcher = GROUP.matcher(new String(json.bytes(), 0, json.length(), UTF_8));
        Map<String, Map<String, Double>> groups = new HashMap<>();
        while (matcher.find()) {
            Map<String, Double> figures = new HashMap<>();
            FIGURE.matcher(matcher.group(2))
                    .results()
                    .forEach(m -> figures.put(m.group(1), Double.parseDouble(m.group(2))));
            groups.put(matcher.group(1), figures);
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
