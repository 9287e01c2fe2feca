package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is sent of control groups: of a tree of the test's making, and of the kernel's own. */
class CgroupUnitsTest {

    private static final String SLICE =
            "nodepulse-test-" + ProcessHandle.current().pid() + ".slice";

    @TempDir Path root;

    private final ExporterStats stats = new ExporterStats();
    private final JsonBuffer json = new JsonBuffer();
    private long now = 1_772_366_400_000L;

    private ProcessScraper scraper(Path cgroups) throws IOException {
        return ProcessScraper.ofCgroups(
                List.of(cgroups), new ProcFiles(Path.of("/proc")), List.of(), 500, stats);
    }

    private String scrape(ProcessScraper scraper) throws IOException {
        json.clear();
        scraper.scrape(now, json);
        now += 15_000;
        return new String(json.bytes(), 0, json.length(), UTF_8);
    }

    private void file(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void web(long usageMicros, long read) throws IOException {
        file("cgroup.controllers", "cpu io memory pids");
        file("system.slice/web.service/cgroup.procs", "41\n42\n");
        file(
                "system.slice/web.service/cpu.stat",
                "usage_usec %d\nuser_usec 1\n".formatted(usageMicros));
        file("system.slice/web.service/memory.current", "5000000\n");
        file(
                "system.slice/web.service/memory.stat",
                "anon 1\ninactive_file 1000000\npgmajfault 7\n");
        file("system.slice/web.service/memory.swap.current", "8192\n");
        file("system.slice/web.service/pids.current", "9\n");
        file(
                "system.slice/web.service/memory.events",
                "low 0\nhigh 0\nmax 4\noom 3\noom_kill %d\noom_group_kill 1\n"
                        .formatted(read / 100));
        file(
                "system.slice/web.service/io.stat",
                "8:0 rbytes=%d wbytes=20 rios=1 wios=1 dbytes=0 dios=0\n8:16 rbytes=1 wbytes=2\n"
                        .formatted(read));
    }

    @Test
    void aUnitHasWhatTheKernelCountsOfIt() throws IOException {
        web(10_000_000, 100);
        ProcessScraper scraper = scraper(root);

        assertThat(scrape(scraper))
                .contains("\"units\":[{\"name\":\"web.service\",\"num_procs\":2,\"cpu_seconds\":0")
                .contains("\"memory_bytes\":4000000,\"read_bytes\":0,\"write_bytes\":0")
                .contains("\"threads\":9,\"swapped_bytes\":8192");

        web(12_345_678, 4_196);
        assertThat(scrape(scraper))
                .contains("\"cpu_seconds\":2.34,")
                .contains("\"read_bytes\":4096,\"write_bytes\":0")
                .contains("\"oom_kills\":40,");
    }

    @Test
    void whatIsNewOrCountsLessThanBeforeCountsInFull() throws IOException {
        web(10_000_000, 100);
        ProcessScraper scraper = scraper(root);
        scrape(scraper);
        web(1_000_000, 30);
        file("system.slice/job.service/cgroup.procs", "43\n");
        file("system.slice/job.service/cpu.stat", "usage_usec 500000\n");

        assertThat(scrape(scraper))
                .contains("\"name\":\"job.service\",\"num_procs\":1,\"cpu_seconds\":0.5,")
                .contains("\"cpu_seconds\":1,")
                .contains("\"read_bytes\":31,");
    }

    @Test
    void whatCouldNotBeReadForOnceCountsOnFromWhereItWas() throws IOException {
        web(10_000_000, 100);
        ProcessScraper scraper = scraper(root);
        scrape(scraper);
        Files.delete(root.resolve("system.slice/web.service/cpu.stat"));
        assertThat(scrape(scraper)).doesNotContain("web.service");

        web(12_000_000, 150);
        assertThat(scrape(scraper)).contains("\"cpu_seconds\":2,").contains("\"read_bytes\":50,");
    }

    @Test
    void whatMayOnlyHaveBeenBeyondTheLimitsIsNotNew() throws IOException {
        web(10_000_000, 100);
        file("deep/".repeat(40) + "cgroup.procs", "9\n");
        ProcessScraper scraper = scraper(root);
        scrape(scraper);
        file("system.slice/job.service/cgroup.procs", "43\n");
        file("system.slice/job.service/cpu.stat", "usage_usec 500000\n");

        assertThat(scrape(scraper))
                .contains("\"name\":\"job.service\",\"num_procs\":1,\"cpu_seconds\":0,");
        assertThat(stats.unreadable().get()).isPositive();
    }

    @Test
    void whatIsGoneOrNoNumberIsLeftOutAndTheRestStays() throws IOException {
        web(10_000_000, 100);
        file("system.slice/gone.service/cgroup.procs", "44\n");
        file("system.slice/odd.service/cgroup.procs", "x\n-1\n45\n");
        file("system.slice/odd.service/cpu.stat", "usage_usec 7\n");
        file("system.slice/odd.service/memory.current", "many\n");
        file("system.slice/odd.service/io.stat", "8:0 rbytes=x wbytes\n");
        file("system.slice/odd.service/pids.current", "");

        String sent = scrape(scraper(root));

        assertThat(sent).contains("web.service").doesNotContain("gone.service");
        assertThat(sent)
                .contains("\"name\":\"odd.service\",\"num_procs\":1,\"cpu_seconds\":0,")
                .doesNotContain("NaN");
    }

    @Test
    void withoutV2ItSaysWhatIsMissing() throws IOException {
        ProcessScraper scraper = scraper(root);

        assertThatThrownBy(() -> scrape(scraper))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no cgroup v2 at " + root);
    }

    /** The kernel's own: what ended children used counts, of which /proc shows nothing any more. */
    @Test
    void endedChildrenCount() throws Exception {
        Optional<Path> mount = mountOfV2();
        assumeTrue(mount.isPresent(), "no cgroup v2 is mounted where this user may write");
        Path slice = Files.createDirectory(mount.orElseThrow().resolve(SLICE));
        Path unit = slice.resolve("short.service");
        try {
            Files.createDirectory(unit);
            ProcessScraper scraper = scraper(mount.orElseThrow());
            scrape(scraper);
            Process shell =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "echo $$ > \"$1\"/cgroup.procs && for i in 1 2 3 4 5; do"
                                            + " head -c 40000000 /dev/zero | cksum > /dev/null;"
                                            + " done; echo done; read end",
                                    "sh",
                                    unit.toString())
                            .redirectErrorStream(true)
                            .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8))) {
                assertThat(out.readLine()).isEqualTo("done");
                String sent = scrape(scraper);
                double used = cpuSeconds(sent, "short.service");
                assertThat(used).isGreaterThan(10 * ownCpuSeconds(shell)).isPositive();
                assertThat(cpuSeconds(sent, SLICE)).isGreaterThanOrEqualTo(used);
                assertThat(used).isCloseTo(usage(unit), within(0.02));
            } finally {
                shell.getOutputStream().close();
                shell.waitFor();
            }
        } finally {
            Files.deleteIfExists(unit);
            Files.deleteIfExists(slice);
        }
    }

    private static Optional<Path> mountOfV2() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(mount -> mount[2].equals("cgroup2"))
                .map(mount -> Path.of(mount[1]))
                .filter(Files::isWritable)
                .findFirst();
    }

    private static double cpuSeconds(String sent, String unit) {
        Matcher found =
                Pattern.compile(Pattern.quote("\"" + unit + "\"") + ".*?\"cpu_seconds\":([0-9.]+)")
                        .matcher(sent);
        assertThat(found.find()).as(sent).isTrue();
        return Double.parseDouble(found.group(1));
    }

    /** As sampling of /proc sees it: user and system time of the shell itself. */
    private static double ownCpuSeconds(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static double usage(Path unit) throws IOException {
        String first = Files.readAllLines(unit.resolve("cpu.stat")).getFirst();
        return Long.parseLong(first.split(" ")[1]) / 1e6;
    }
}
