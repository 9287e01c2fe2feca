package io.nodepulse.agent.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A /proc of the test's making in a row of scrapes, 15 seconds apart. A process is written as pid,
 * parent, name, its ticks and those of its children that ended, of which 100 are a second; what is
 * not written has ended.
 */
class ShortLivesTest {

    private static final Pattern CPU =
            Pattern.compile("\"name\":\"(.*?)\",\"num_procs\":.*?,\"cpu_seconds\":(.*?),");

    @TempDir Path proc;

    private final JsonBuffer json = new JsonBuffer();
    private final List<Path> files = new ArrayList<>();
    private long atMillis = 1_800_000_000_000L;

    @SuppressWarnings("NullAway.Init")
    private ProcessScraper scraper;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(proc.resolve("self"));
        Files.createFile(proc.resolve("self/auxv"));
        scraper =
                ProcessScraper.ofProcfs(
                        new ProcFiles(proc),
                        ProcFigures.USUAL,
                        LargestSettings.NONE,
                        List.of(),
                        500,
                        new ExporterStats());
    }

    @Test
    void childrenThatWereNeverSeenCountAtTheirParent() throws IOException {
        expect("init 0", "1 0 init 5 900");
        expect("init 0, sh 0", "1 0 init 5 900", "20 1 sh 0 0");
        expect("init 0, sh 3.5", "1 0 init 5 900", "20 1 sh 50 300");
        expect("init 0, sh 4.5", "1 0 init 5 900", "20 1 sh 50 400");
    }

    @Test
    void whatWasSeenOfAChildCountsOnce() throws IOException {
        expect("make 0, cc 0", "20 1 make 10 0", "30 20 cc 1000 0");
        expect("make 0, cc 0.5", "20 1 make 10 0", "30 20 cc 1050 0");
        expect("make 0.2", "20 1 make 10 1070");
        expect("make 0.2, cc 0.8", "20 1 make 10 1070", "31 20 cc 30 0");
        expect("make 0.6", "20 1 make 10 1140");
    }

    @Test
    void whatAChildHadFromItsOwnChildrenCountsOnce() throws IOException {
        expect("init 0, make 0, sh 0", "1 0 init 0 0", "20 1 make 0 0", "30 20 sh 5 0");
        expect("init 0, make 0, sh 2", "1 0 init 0 0", "20 1 make 0 0", "30 20 sh 5 200");
        expect("init 0, make 0.1", "1 0 init 0 0", "20 1 make 0 215");
        expect("init 0", "1 0 init 0 215");
    }

    @Test
    void longLivesThatEndWithTheirParentAreNotNew() throws IOException {
        expect("init 0, sh 0, java 0", "1 0 init 0 0", "20 1 sh 0 0", "30 20 java 360000 0");
        expect("init 0", "1 0 init 0 360000");
        expect("init 0, sh 0, java 0", "1 0 init 0 360000", "21 1 sh 0 0", "31 21 java 0 0");
        expect("init 0, sh 0, java 10", "1 0 init 0 360000", "21 1 sh 0 0", "31 21 java 1000 0");
        expect("init 0.05", "1 0 init 0 361005");
    }

    @Test
    void endWhileTheFilesAreReadCountsOnce() throws IOException {
        expect("sh 0, cc 0", "20 1 sh 0 0", "30 20 cc 100 0");
        expect("sh 0", "20 1 sh 0 0");
        expect("sh 0.1", "20 1 sh 0 110");
        expect("sh 0.6", "20 1 sh 0 160");
    }

    @Test
    void moreThanTheIntervalHoldsIsNotNew() throws IOException {
        expect("sh 0", "20 1 sh 0 0");
        expect("sh 0", "20 1 sh 0 99999999");
        expect("sh 1", "20 1 sh 0 100000099");
    }

    /** The next scrape, of these processes, has these CPU seconds. */
    private void expect(String expected, String... processes) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
        files.clear();
        for (String process : processes) {
            write(process.split(" "));
        }
        json.clear();
        scraper.scrape(atMillis, json);
        atMillis += 15_000;
        Matcher group = CPU.matcher(new String(json.bytes(), 0, json.length(), UTF_8));
        List<String> seen = new ArrayList<>();
        while (group.find()) {
            seen.add(group.group(1) + " " + group.group(2));
        }
        assertThat(seen).hasSize(expected.split(", ").length);
        for (String one : expected.split(", ")) {
            String name = one.substring(0, one.indexOf(' ') + 1);
            double seconds = Double.parseDouble(one.substring(name.length()));
            assertThat(seen)
                    .filteredOn(group2 -> group2.startsWith(name))
                    .singleElement()
                    .satisfies(
                            found ->
                                    assertThat(Double.parseDouble(found.substring(name.length())))
                                            .as(one)
                                            .isCloseTo(seconds, within(1e-6)));
        }
    }

    private void write(String[] process) throws IOException {
        Path file = Files.createDirectories(proc.resolve(process[0])).resolve("stat");
        String stat =
                "%s (%s) S %s 1 1 0 -1 4194560 1 1 0 0 %s 0 %s 0 20 0 1 0 %s 9000000 1 1844\n"
                        .formatted(process[0], process[2], process[1], process[3], process[4], 7);
        Files.writeString(file, stat);
        files.add(file);
    }
}
