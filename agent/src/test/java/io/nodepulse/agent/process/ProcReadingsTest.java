package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.agent.process.ProcFigures.Part;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of processes in a row of scrapes, and the figures of the group {@code g}. */
class ProcReadingsTest {

    private static final ProcFigures ALL = new ProcFigures(EnumSet.allOf(Part.class));
    private static final long INTERVAL = 15_000;

    @TempDir Path folder;

    private final ExporterStats stats = new ExporterStats();
    private long atMillis = 1_800_000_000_000L;

    @SuppressWarnings("NullAway.Init")
    private FakeProc proc;

    @BeforeEach
    void make() throws IOException {
        proc = new FakeProc(folder);
    }

    private ProcessScraper scraper(ProcFigures figures) throws IOException {
        return ProcessScraper.ofProcfs(
                new ProcFiles(folder), figures, LargestSettings.NONE, List.of(), 500, stats);
    }

    /** The group's figures, but for processes, CPU and memory, which others test. */
    private Map<String, Double> scrape(ProcessScraper scraper) throws IOException {
        Map<String, Map<String, Double>> groups = FakeProc.scrape(scraper, atMillis);
        atMillis += INTERVAL;
        Map<String, Double> group = new TreeMap<>(groups.getOrDefault("g", Map.of()));
        group.keySet().removeAll(Set.of("num_procs", "cpu_seconds", "memory_bytes"));
        return group;
    }

    private FakeProc.Fake whole(int pid) throws IOException {
        return proc.process(pid, "g")
                .stat()
                .io(1_000, 2_000)
                .status("VmSwap:\t       3 kB\n", 10, 20)
                .fds(2, "64")
                .file("smaps_rollup", "00-ff ---p 00 00:00 0 [rollup]\nRss: 9 kB\nPss:  5 kB\n");
    }

    @Test
    void readsWhatEachFileHas() throws IOException {
        whole(10);
        ProcessScraper scraper = scraper(ALL);
        assertThat(scrape(scraper))
                .isEqualTo(
                        new TreeMap<>(
                                Map.ofEntries(
                                        Map.entry("read_bytes", 0.0),
                                        Map.entry("write_bytes", 0.0),
                                        Map.entry("major_faults", 0.0),
                                        Map.entry("voluntary_switches", 0.0),
                                        Map.entry("involuntary_switches", 0.0),
                                        Map.entry("open_fds", 2.0),
                                        Map.entry("worst_fd_ratio", 2 / 64.0),
                                        Map.entry("threads", 1.0),
                                        Map.entry("swapped_bytes", 3_072.0),
                                        Map.entry("proportional_bytes", 5_120.0),
                                        Map.entry("procs_running", 0.0),
                                        Map.entry("procs_sleeping", 1.0),
                                        Map.entry("procs_waiting", 0.0),
                                        Map.entry("procs_zombie", 0.0),
                                        Map.entry("oldest_start_seconds", 1_005.0))));
        whole(10).io(1_500, 2_001).status("", 11, 22);
        proc.process(10, "g").faults(4).stat();
        assertThat(scrape(scraper))
                .containsEntry("read_bytes", 500.0)
                .containsEntry("write_bytes", 1.0)
                .containsEntry("major_faults", 4.0)
                .containsEntry("voluntary_switches", 1.0)
                .containsEntry("involuntary_switches", 2.0)
                .containsEntry("swapped_bytes", 0.0);
    }

    @Test
    void sumsUpTheWorstAndTheOldest() throws IOException {
        whole(10);
        whole(11).fds(6, "12");
        proc.process(11, "g").state('D').threads(3).start(123).stat();
        whole(12);
        proc.process(12, "g").state('R').start(900).stat();
        whole(13).fds(2, "unlimited");
        proc.process(13, "g").state('Z').stat();
        whole(14);
        proc.process(14, "g").state('T').stat();
        Map<String, Double> group = scrape(scraper(ALL));
        assertThat(group)
                .containsEntry("open_fds", 2.0 + 6 + 2 + 0 + 2)
                .containsEntry("worst_fd_ratio", 0.5)
                .containsEntry("threads", 7.0)
                .containsEntry("proportional_bytes", 4 * 5_120.0)
                .containsEntry("procs_sleeping", 1.0)
                .containsEntry("procs_waiting", 1.0)
                .containsEntry("procs_running", 1.0)
                .containsEntry("procs_zombie", 1.0)
                .containsEntry("oldest_start_seconds", 1_001.23);
    }

    @Test
    void birthsCountInFullAndDeathsTakeNothing() throws IOException {
        whole(10);
        ProcessScraper scraper = scraper(ProcFigures.USUAL);
        scrape(scraper);
        whole(11).io(300, 0).status("", 7, 0);
        proc.process(11, "g").start(9_000).faults(2).stat();
        assertThat(scrape(scraper))
                .containsEntry("read_bytes", 300.0)
                .containsEntry("voluntary_switches", 7.0)
                .containsEntry("major_faults", 2.0);
        proc.remove(10);
        assertThat(scrape(scraper)).containsEntry("read_bytes", 300.0);
        whole(11).io(301, 0);
        // The id of another process now, which has the other's counters no more.
        proc.process(11, "g").start(9_999).stat();
        assertThat(scrape(scraper)).containsEntry("read_bytes", 601.0);
    }

    /** The kernel adds what a child read to its parent, once that has waited for it. */
    @Test
    void whatAChildReadCountsOnce() throws IOException {
        proc.process(10, "g").stat().io(0, 0).status("", 0, 0);
        proc.process(20, "child").parent(10).stat().io(5_000, 100).status("", 0, 0);
        ProcessScraper scraper = scraper(ProcFigures.USUAL);
        scrape(scraper);
        proc.process(20, "child").io(9_000, 100);
        assertThat(scrape(scraper)).containsEntry("read_bytes", 0.0);
        proc.remove(20);
        proc.process(10, "g").io(9_700, 100);
        assertThat(scrape(scraper))
                .containsEntry("read_bytes", 700.0)
                .containsEntry("write_bytes", 0.0);
        proc.process(10, "g").io(9_800, 150);
        assertThat(scrape(scraper))
                .containsEntry("read_bytes", 800.0)
                .containsEntry("write_bytes", 50.0);
    }

    @Test
    void switchesOfThreadsAreReadWhereThatIsWanted() throws IOException {
        whole(10).thread(10, 10, 20).thread(11, 100, 200).thread(12, 1_000, 2_000);
        proc.process(10, "g").threads(3).stat();
        ProcessScraper usual = scraper(ProcFigures.USUAL);
        ProcessScraper threads = scraper(ALL);
        assertThat(scrape(usual)).doesNotContainKeys("voluntary_switches", "involuntary_switches");
        scrape(threads);
        whole(10).thread(11, 105, 203);
        proc.process(10, "g").threads(3).stat();
        assertThat(scrape(threads))
                .containsEntry("voluntary_switches", 5.0)
                .containsEntry("involuntary_switches", 3.0);
        FakeProc.delete(folder.resolve("10/task/12"));
        whole(10).thread(11, 109, 203);
        proc.process(10, "g").threads(2).stat();
        assertThat(scrape(threads)).containsEntry("voluntary_switches", 5.0);
    }

    @Test
    void kernelThreadsHaveNoFilesAndNoMemory() throws IOException {
        proc.process(10, "g").kernelThread().stat().io(7, 8).status("", 1, 1);
        assertThat(scrape(scraper(ALL)))
                .containsEntry("open_fds", 0.0)
                .containsEntry("worst_fd_ratio", 0.0)
                .containsEntry("swapped_bytes", 0.0)
                .containsEntry("proportional_bytes", 0.0)
                .containsEntry("read_bytes", 0.0);
    }

    @Test
    void oneMemberThatIsNotKnownMakesTheGroupNotKnown() throws IOException {
        whole(10);
        whole(11);
        Files.delete(folder.resolve("11/io"));
        ProcessScraper scraper = scraper(ALL);
        assertThat(scrape(scraper))
                .doesNotContainKeys("read_bytes", "write_bytes")
                .containsEntry("open_fds", 4.0);
        whole(10).io(1_700, 2_000);
        assertThat(scrape(scraper)).doesNotContainKey("read_bytes");
        proc.remove(11);
        // What the other one had read meanwhile was counted, and is told now.
        assertThat(scrape(scraper)).containsEntry("read_bytes", 700.0);
        // It was missing and not forbidden.
        assertThat(stats.partlyReadProcesses()).hasValue(0);
    }

    @Test
    void aFileThatCouldNotBeReadIsNotTriedForAWhile() throws IOException {
        whole(10);
        Files.delete(folder.resolve("10/io"));
        ProcessScraper scraper = scraper(ProcFigures.USUAL);
        scrape(scraper);
        whole(10).io(1_000, 2_000);
        assertThat(scrape(scraper)).doesNotContainKey("read_bytes");
        atMillis += ProcReadings.RETRY_MILLIS;
        assertThat(scrape(scraper)).containsEntry("read_bytes", 0.0);
        whole(10).io(1_004, 2_000);
        assertThat(scrape(scraper)).containsEntry("read_bytes", 4.0);
    }

    @Test
    void onlyWhatIsWantedIsRead() throws IOException {
        whole(10);
        assertThat(scrape(scraper(new ProcFigures(Set.of()))).keySet())
                .containsExactly(
                        "major_faults",
                        "oldest_start_seconds",
                        "procs_running",
                        "procs_sleeping",
                        "procs_waiting",
                        "procs_zombie",
                        "threads");
        assertThat(scrape(scraper(ProcFigures.USUAL))).doesNotContainKey("proportional_bytes");
    }

    @Test
    void garbageIsNotKnown() throws IOException {
        whole(10)
                .file("io", "read_bytes: x\nwrite_bytes:")
                .file("status", "VmSwap:\t-3 kB\nvoluntary_ctxt_switches: y\n")
                .file("limits", "Max open files            \n")
                .file("smaps_rollup", "Pss:\n");
        assertThat(scrape(scraper(ALL)).keySet())
                .containsExactly(
                        "major_faults",
                        "oldest_start_seconds",
                        "open_fds",
                        "procs_running",
                        "procs_sleeping",
                        "procs_waiting",
                        "procs_zombie",
                        "threads");
    }
}
