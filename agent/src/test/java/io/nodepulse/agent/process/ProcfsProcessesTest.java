package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a /proc of the test's making: pages of 4096 bytes, 100 ticks per second. */
class ProcfsProcessesTest {

    private static final Pattern GROUP =
            Pattern.compile(
                    "\\{\"name\":\"(.*?)\",\"num_procs\":(.*?),\"cpu_seconds\":(.*?),"
                            + "\"memory_bytes\":(.*?),.*?\\}");

    @TempDir Path proc;

    private final ExporterStats stats = new ExporterStats();
    private final JsonBuffer json = new JsonBuffer();

    @BeforeEach
    void makeSelf() throws IOException {
        ByteBuffer auxv = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        auxv.putLong(6).putLong(4096).putLong(17).putLong(100).putLong(0).putLong(0);
        Files.createDirectory(proc.resolve("self"));
        Files.write(proc.resolve("self/auxv"), auxv.array());
    }

    @Test
    void sumsProcessesOfOneName() throws IOException {
        process(10, "nginx", 100, 5, 300);
        process(11, "nginx", 200, 5, 100);
        process(12, "a) (b", 0, 6, 1);
        ProcessScraper scraper = scraper();
        expect(scraper, "a) (b 1 0 4096", "nginx 2 0 1638400");
        process(10, "nginx", 150, 5, 300);
        process(11, "nginx", 201, 5, 100);
        expect(scraper, "a) (b 1 0 4096", "nginx 2 0.51 1638400");
    }

    @Test
    void countsOnWhenMembersAreBornAndDie() throws IOException {
        process(10, "sh", 1_000, 5, 1);
        ProcessScraper scraper = scraper();
        expect(scraper, "sh 1 0 4096");
        process(11, "sh", 30, 90, 1);
        expect(scraper, "sh 2 0.3 8192");
        remove(10);
        expect(scraper, "sh 1 0.3 4096");
        process(11, "sh", 80, 90, 1);
        expect(scraper, "sh 1 0.8 4096");
        remove(11);
        process(12, "other", 0, 99, 1);
        expect(scraper, "other 1 0 4096");
        process(13, "sh", 7, 99, 1);
        expect(scraper, "other 1 0 4096", "sh 1 0.87 4096");
    }

    @Test
    void tellsAReusedPidByItsStart() throws IOException {
        process(10, "a", 500, 5, 1);
        ProcessScraper scraper = scraper();
        expect(scraper, "a 1 0 4096");
        process(10, "a", 20, 77, 1);
        expect(scraper, "a 1 0.2 4096");
    }

    @Test
    void followsAProcessThatTakesAnotherName() throws IOException {
        process(10, "bash", 500, 5, 1);
        ProcessScraper scraper = scraper();
        expect(scraper, "bash 1 0 4096");
        process(10, "java", 600, 5, 1);
        expect(scraper, "java 1 1 4096");
    }

    @Test
    void recoversNamesThatTheKernelCut() throws IOException {
        process(10, "prometheus-proc", 0, 5, 1);
        Files.createSymbolicLink(
                proc.resolve("10/exe"), proc.resolve("bin/prometheus-process-exporter"));
        process(11, "containerd-shim", 0, 5, 1);
        Files.writeString(proc.resolve("11/cmdline"), "/usr/bin/containerd-shim-v2\0-x\0");
        process(12, "exactly-fifteen", 0, 5, 1);
        process(13, "renamed-by-self", 0, 5, 1);
        Files.createSymbolicLink(proc.resolve("13/exe"), proc.resolve("bin/python3"));
        process(14, "rotate-the-logs", 0, 5, 1);
        Files.createSymbolicLink(proc.resolve("14/exe"), proc.resolve("bin/python3"));
        Files.writeString(
                proc.resolve("14/cmdline"), "python3\0-u\0-X\0dev\0./bin/rotate-the-logs.py\0-x\0");
        process(15, "exactly-as-long", 0, 5, 1);
        Files.createSymbolicLink(proc.resolve("15/exe"), proc.resolve("bin/exactly-as-long"));
        Files.writeString(proc.resolve("15/cmdline"), "x\0/etc/exactly-as-long.conf\0");
        process(16, "replaced-while-", 0, 5, 1);
        Files.createSymbolicLink(
                proc.resolve("16/exe"), proc.resolve("bin/replaced-while-it-ran (deleted)"));
        expect(
                scraper(),
                "containerd-shim-v2 1 0 4096",
                "exactly-as-long 1 0 4096",
                "exactly-fifteen 1 0 4096",
                "prometheus-process-exporter 1 0 4096",
                "renamed-by-self 1 0 4096",
                "replaced-while-it-ran 1 0 4096",
                "rotate-the-logs.py 1 0 4096");
    }

    @Test
    void sumsKernelThreadsOfOneKind() throws IOException {
        process(10, "kworker/0:1-events", 10, 5, 0);
        process(11, "kworker/u8:3-flush-254:0", 10, 5, 0);
        process(12, "kworker/R-netns", 10, 5, 0);
        process(13, "jbd2/vda1-8", 10, 5, 0);
        process(14, "java/web", 10, 5, 1);
        process(15, "/usr/bin/kworker/x", 10, 5, 1);
        ProcessScraper scraper = scraper();
        expect(
                scraper,
                "/usr/bin/kworker/x 1 0 4096",
                "java/web 1 0 4096",
                "jbd2 1 0 0",
                "kworker 3 0 0");
        process(10, "kworker/0:1-mm_percpu_wq", 25, 5, 0);
        remove(15);
        expect(scraper, "java/web 1 0 4096", "jbd2 1 0 0", "kworker 3 0.15 0");
    }

    @Test
    void rulesSeeKernelThreadsByNameAndByKind() throws IOException {
        process(10, "kworker/u8:3", 10, 5, 0);
        process(11, "kworker/0:1", 10, 5, 0);
        process(12, "ksoftirqd/0", 10, 5, 0);
        List<GroupRule> rules =
                List.of(
                        new GroupRule(Pattern.compile("kworker/u.*"), "unbound"),
                        new GroupRule(Pattern.compile("ksoftirqd"), "softirq"));
        ProcessScraper scraper =
                ProcessScraper.ofProcfs(
                        new ProcFiles(proc),
                        ProcFigures.USUAL,
                        LargestSettings.NONE,
                        rules,
                        500,
                        stats);
        expect(scraper, "kworker 1 0 0", "softirq 1 0 0", "unbound 1 0 0");
    }

    @Test
    void countsWhatHidepidHides() throws IOException {
        process(10, "own", 10, 5, 1);
        Files.writeString(proc.resolve("loadavg"), "0.20 0.18 0.12 1/80 11206\n");
        expect(scraper(), "own 1 0 4096");
        assertThat(stats.unreadable()).hasValue(79);
        process(1, "init", 10, 5, 1);
        expect(scraper(), "init 1 0 4096", "own 1 0 4096");
        assertThat(stats.unreadable()).hasValue(79);
        IOException hidden = new FileNotFoundException("/proc/1/stat (Operation not permitted)");
        assertThat(new ProcFiles(proc).isForbidden("1/stat", hidden)).isTrue();
    }

    @Test
    void passesOverWhatIsGoneOrOdd() throws IOException {
        process(10, "a", 0, 5, 1);
        Files.createDirectory(proc.resolve("11"));
        Files.createDirectories(proc.resolve("12"));
        Files.writeString(proc.resolve("12/stat"), "12 (broken");
        expect(scraper(), "a 1 0 4096");
    }

    @Test
    void readsThisMachine() throws IOException {
        ProcessScraper scraper =
                ProcessScraper.ofProcfs(
                        new ProcFiles(Path.of("/proc")),
                        ProcFigures.USUAL,
                        LargestSettings.NONE,
                        List.of(),
                        5_000,
                        stats);
        assertThat(scraper.scrape(1, json)).isGreaterThan(1);
        assertThat(new String(json.bytes(), 0, json.length(), UTF_8)).contains("\"java\"");
    }

    private ProcessScraper scraper() throws IOException {
        return ProcessScraper.ofProcfs(
                new ProcFiles(proc),
                ProcFigures.USUAL,
                LargestSettings.NONE,
                List.of(),
                500,
                stats);
    }

    /** The next scrape has these groups: name, processes, CPU seconds, bytes. */
    private void expect(ProcessScraper scraper, String... groups) throws IOException {
        json.clear();
        int count = scraper.scrape(1, json);
        String text = new String(json.bytes(), 0, json.length(), UTF_8);
        List<String> seen =
                GROUP.matcher(text)
                        .results()
                        .map(
                                m ->
                                        "%s %s %s %s"
                                                .formatted(
                                                        m.group(1),
                                                        m.group(2),
                                                        m.group(3),
                                                        m.group(4)))
                        .sorted()
                        .toList();
        assertThat(seen).hasSize(count).containsExactly(groups);
    }

    private void process(int pid, String name, long ticks, long start, long pages)
            throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        String stat =
                "%d (%s) S 1 1 1 0 -1 4194560 1 1 0 0 %d %d 0 0 20 0 1 0 %d 9000000 %d 1844\n"
                        .formatted(pid, name, ticks / 2, ticks - ticks / 2, start, pages);
        Files.writeString(folder.resolve("stat"), stat);
    }

    private void remove(int pid) throws IOException {
        Files.delete(proc.resolve(pid + "/stat"));
        Files.delete(proc.resolve(Integer.toString(pid)));
    }
}
