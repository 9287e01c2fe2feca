package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The processes behind the groups, in a /proc of the test's making. */
class LargestListTest {

    private static final Pattern LIST =
            Pattern.compile(",\"largest\":\\{\"seconds\":([\\d.]+),\"processes\":\\[(.*)]}}$");
    private static final Pattern PID = Pattern.compile("\"pid\":(\\d+)");
    private static final LargestSettings WITH_ARGUMENTS = new LargestSettings(true, true, null);

    /** 64 MiB. */
    private static final int MUCH = 16_384;

    @TempDir Path folder;

    private long atMillis = 1_800_000_000_000L;

    @SuppressWarnings("NullAway.Init")
    private FakeProc proc;

    @BeforeEach
    void make() throws IOException {
        proc = new FakeProc(folder);
    }

    private ProcessScraper scraper(LargestSettings largest) throws IOException {
        return ProcessScraper.ofProcfs(
                new ProcFiles(folder),
                ProcFigures.USUAL,
                largest,
                List.of(),
                500,
                new ExporterStats());
    }

    /** The payload of a scrape so many seconds after the one before. */
    private String scrapeAfter(int seconds, ProcessScraper scraper) throws IOException {
        atMillis += seconds * 1_000L;
        JsonBuffer json = new JsonBuffer();
        scraper.scrape(atMillis, json);
        return new String(json.bytes(), 0, json.length(), UTF_8);
    }

    private static List<Integer> pids(String payload) {
        return LIST.matcher(payload)
                .results()
                .flatMap(list -> PID.matcher(list.group(2)).results())
                .map(pid -> Integer.parseInt(pid.group(1)))
                .toList();
    }

    private static String processes(String payload) {
        return LIST.matcher(payload).results().map(m -> m.group(2)).findFirst().orElse("");
    }

    @Test
    void listsOnceAMinuteWhoUsesMuch() throws IOException {
        proc.process(10, "busy").cpu(500).stat().file("status", "Uid:\t0\t7001\t0\t0\n");
        proc.process(11, "idle").cpu(500).stat();
        ProcessScraper scraper = scraper(LargestSettings.USUAL);
        assertThat(scrapeAfter(0, scraper)).doesNotContain("largest");
        proc.process(10, "busy").cpu(600).stat();
        assertThat(scrapeAfter(59, scraper)).doesNotContain("largest");
        proc.process(10, "busy").cpu(801).stat();
        proc.process(11, "idle").cpu(799).stat();

        String payload = scrapeAfter(1, scraper);

        assertThat(processes(payload))
                .isEqualTo(
                        "{\"name\":\"busy\",\"pid\":10,\"user\":\"7001\",\"start_seconds\":1005,"
                                + "\"cpu_seconds\":3.01,\"memory_bytes\":4096}");
        assertThat(LIST.matcher(payload).results().map(MatchResult::group)).hasSize(1);
        assertThat(scrapeAfter(59, scraper)).doesNotContain("largest");
        assertThat(scrapeAfter(1, scraper)).doesNotContain("largest");
    }

    @Test
    void listsFiveByTimeAndFiveByMemory() throws IOException {
        for (int i = 1; i <= 20; i++) {
            proc.process(100 + i, "many").cpu(0).resident(MUCH + i).stat();
        }
        ProcessScraper scraper = scraper(LargestSettings.USUAL);
        String first = scrapeAfter(0, scraper);
        for (int i = 1; i <= 7; i++) {
            proc.process(100 + i, "many").cpu(100 * i).resident(MUCH + i).stat();
        }
        proc.process(200, "small").cpu(299).resident(MUCH - 1).stat();

        String second = scrapeAfter(60, scraper);

        assertThat(pids(first)).isEmpty();
        assertThat(pids(second)).containsExactly(107, 106, 105, 104, 103, 120, 119, 118, 117, 116);
        assertThat(second).contains("\"name\":\"small\"");
    }

    @Test
    void whatIsBornMeanwhileCountsWholeAndWhatEndedIsNotThere() throws IOException {
        proc.process(10, "old").cpu(9_000).stat();
        proc.process(11, "gone").cpu(9_000).stat();
        ProcessScraper scraper = scraper(LargestSettings.USUAL);
        assertThat(scrapeAfter(0, scraper)).contains("gone");
        proc.process(11, "gone").cpu(9_900).stat();
        assertThat(scrapeAfter(30, scraper)).contains("gone");
        proc.remove(11);
        proc.process(12, "young").cpu(450).start(600).stat();

        String payload = scrapeAfter(30, scraper);

        assertThat(pids(payload)).containsExactly(12);
        assertThat(processes(payload)).contains("\"cpu_seconds\":4.5,");
    }

    @Test
    void aPidThatIsUsedAgainIsANewProcess() throws IOException {
        proc.process(10, "job").cpu(9_000).start(500).stat();
        ProcessScraper scraper = scraper(LargestSettings.USUAL);
        assertThat(scrapeAfter(0, scraper)).contains("job");
        proc.process(10, "job").cpu(400).start(900).stat();

        assertThat(processes(scrapeAfter(60, scraper)))
                .contains("\"start_seconds\":1009,\"cpu_seconds\":4,");
    }

    @Test
    void neverListsMoreThanAHundred() throws IOException {
        for (int group = 0; group < 30; group++) {
            for (int i = 0; i < 10; i++) {
                proc.process(1_000 + 10 * group + i, "g" + group).resident(MUCH).stat();
            }
        }
        ProcessScraper scraper = scraper(LargestSettings.USUAL);
        assertThat(pids(scrapeAfter(0, scraper))).isEmpty();

        assertThat(pids(scrapeAfter(60, scraper))).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void argumentsAreSentOnlyWhereThatIsSwitchedOn() throws IOException {
        proc.process(10, "app")
                .resident(MUCH)
                .stat()
                .file("cmdline", "app\0--password\0hunter2\0--title=a\nb\u0007 \"c\"\0");
        ProcessScraper silent = scraper(LargestSettings.USUAL);
        ProcessScraper open = scraper(WITH_ARGUMENTS);
        scrapeAfter(0, silent);
        scrapeAfter(0, open);
        atMillis += 60_000;

        assertThat(scrapeAfter(0, silent)).contains("\"pid\":10").doesNotContain("arguments");
        assertThat(processes(scrapeAfter(0, open)))
                .endsWith("\"arguments\":\"app --password *** --title=a b\uFFFD \\\"c\\\"\"}");
    }

    @Test
    void argumentsAreCut() throws IOException {
        proc.process(10, "app").resident(MUCH).stat().file("cmdline", "x ".repeat(3_000));
        ProcessScraper scraper = scraper(WITH_ARGUMENTS);
        scrapeAfter(0, scraper);

        assertThat(scrapeAfter(60, scraper))
                .contains("\"arguments\":\"" + "x ".repeat(LargestList.MAX_ARGUMENTS / 2) + "\"");
    }

    @Test
    void aClockThatIsSetBackBeginsAnew() throws IOException {
        proc.process(10, "app").cpu(100).resident(MUCH).stat();
        ProcessScraper scraper = scraper(LargestSettings.USUAL);
        scrapeAfter(0, scraper);

        assertThat(scrapeAfter(-3_600, scraper)).doesNotContain("largest");
        proc.process(10, "app").cpu(160).resident(MUCH).stat();
        assertThat(processes(scrapeAfter(60, scraper))).contains("\"cpu_seconds\":0.6,");
    }

    @Test
    void nothingIsListedWhereThatIsSwitchedOff() throws IOException {
        proc.process(10, "app").resident(MUCH).stat();
        ProcessScraper scraper = scraper(LargestSettings.NONE);
        scrapeAfter(0, scraper);

        assertThat(scrapeAfter(60, scraper)).contains("app").doesNotContain("largest");
    }
}
