package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.process.GroupRule.Condition;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The processes of this machine as a user sees them who may not read all of their files: in a
 * program of its own, as nobody where the tests run as root.
 */
class ForbiddenFilesTest {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String NOBODY = "65534";

    @Test
    void whatIsForbiddenIsNotKnownAndNotTriedAgain() throws Exception {
        boolean root = Files.isReadable(Path.of("/proc/1/io"));
        assumeTrue(!root || Files.isExecutable(SETPRIV), SETPRIV + " is missing");
        ProcessBuilder java =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName());
        if (root) {
            java.command()
                    .addAll(
                            0,
                            List.of(
                                    SETPRIV.toString(),
                                    "--reuid=" + NOBODY,
                                    "--regid=" + NOBODY,
                                    "--clear-groups"));
        }
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        boolean ended = process.waitFor() == 0;
        assumeTrue(
                ended || !output.contains("ClassNotFoundException"),
                "classes are not for everybody");
        assertThat(ended).as(output).isTrue();
        List<String> lines = output.lines().toList();
        String init = Files.readString(Path.of("/proc/1/comm")).strip();
        Map<String, Double> first = FakeProc.groups(lines.getFirst()).get(init);
        assertThat(first)
                .containsKeys("threads", "major_faults", "oldest_start_seconds", "swapped_bytes")
                .doesNotContainKeys("read_bytes", "write_bytes", "proportional_bytes");
        int forbidden = Integer.parseInt(lines.get(1));
        assertThat(forbidden).isPositive();
        // Some may have been born meanwhile.
        assertThat(Integer.parseInt(lines.get(3))).isLessThan(forbidden * 3 / 2);
        assertThat(Integer.parseInt(lines.get(4))).isPositive();
        // A rule does not hold for an executable that may not be seen; the program sees its own.
        assertThat(FakeProc.groups(lines.get(5))).containsKeys(init, "seen");
        assertThat(Integer.parseInt(lines.get(6))).isPositive();
    }

    /** Prints two scrapes, each with the number of files that were refused, and of processes. */
    static final class Reading {

        private Reading() {}

        public static void main(String[] arguments) throws Exception {
            ExporterStats stats = new ExporterStats();
            ProcFigures figures =
                    new ProcFigures(
                            Set.of(
                                    ProcFigures.Part.IO,
                                    ProcFigures.Part.FDS,
                                    ProcFigures.Part.STATUS,
                                    ProcFigures.Part.SMAPS));
            ProcFiles files = new ProcFiles(Path.of("/proc"));
            ProcessScraper scraper =
                    ProcessScraper.ofProcfs(
                            files, figures, LargestSettings.NONE, List.of(), 5_000, stats);
            for (int i = 1; i <= 2; i++) {
                JsonBuffer json = new JsonBuffer();
                scraper.scrape(15_000L * i, json);
                System.out.println(new String(json.bytes(), 0, json.length(), UTF_8));
                System.out.println(stats.unreadable().get());
            }
            System.out.println(stats.partlyReadProcesses().get());
            printGroupsByExecutable(files);
        }

        private static void printGroupsByExecutable(ProcFiles files) throws IOException {
            Condition any = new Condition(RuleField.EXE, Pattern.compile(".*"));
            ExporterStats stats = new ExporterStats();
            ProcessScraper scraper =
                    ProcessScraper.ofProcfs(
                            files,
                            new ProcFigures(Set.of()),
                            LargestSettings.NONE,
                            List.of(new GroupRule(List.of(any), "seen")),
                            5_000,
                            stats);
            JsonBuffer json = new JsonBuffer();
            scraper.scrape(15_000, json);
            System.out.println(new String(json.bytes(), 0, json.length(), UTF_8));
            System.out.println(stats.unreadable().get());
        }
    }
}
