package io.nodepulse.agent.process;

import static io.nodepulse.agent.process.RuleField.CMDLINE;
import static io.nodepulse.agent.process.RuleField.COMM;
import static io.nodepulse.agent.process.RuleField.EXE;
import static io.nodepulse.agent.process.RuleField.UNIT;
import static io.nodepulse.agent.process.RuleField.USER;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.agent.process.GroupRule.Condition;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Rules that ask for more than a name, on a /proc of the test's making. */
class GroupsOfProcessesTest {

    private static final String UNIT_NAME = "unit ${u}";

    @TempDir Path folder;

    private final ExporterStats stats = new ExporterStats();
    private FakeProc proc;
    private long now = 100_000;

    @BeforeEach
    void make() throws IOException {
        proc = new FakeProc(folder);
    }

    @Test
    void tellsProcessesOfOneNameApart() throws IOException {
        java(10, "shop");
        java(11, "shop");
        java(12, "search");
        proc.process(13, "java").stat();
        ProcessScraper scraper = scraper(rule(UNIT_NAME, UNIT, "(?<u>.*)\\.service"));
        expect(scraper, Map.of("unit shop", 2, "unit search", 1, "java", 1));
        proc.remove(11);
        java(14, "search");
        expect(scraper, Map.of("unit shop", 1, "unit search", 2, "java", 1));
    }

    @Test
    void readsWhatRulesAskFor() throws IOException {
        proc.process(10, "python3")
                .stat()
                .file("cmdline", "python3\0-m\0celery\nworker\0")
                .status("Uid:\t1000\t0\t0\t0\n", 1, 1);
        proc.process(11, "python3").stat().status("Uid:\t0\t424242\t0\t0\n", 1, 1);
        exe(proc.process(12, "worker").stat(), 12, "/opt/app-7/bin/worker (deleted)");
        proc.process(13, "kthread").kernelThread().stat().file("cmdline", "celery");
        ProcessScraper scraper =
                scraper(
                        rule("celery of ${user}", CMDLINE, ".*-m celery.*"),
                        rule("number ${user}", USER, "424242"),
                        rule("${exe} ${v}", EXE, "/opt/app-(?<v>.*)/bin/.*"),
                        rule("thread", CMDLINE, "celery"));
        expect(
                scraper,
                Map.of("celery of root", 1, "number 424242", 1, "worker 7", 1, "kthread", 1));
    }

    @Test
    void remembersWhatItReadAndJudgesAnotherNameAnew() throws IOException {
        java(10, "shop");
        ProcessScraper scraper = scraper(rule(UNIT_NAME, UNIT, "(?<u>.*)\\.service"));
        expect(scraper, Map.of("unit shop", 1));
        java(10, "moved");
        expect(scraper, Map.of("unit shop", 1));
        proc.process(10, "ja").stat();
        expect(scraper, Map.of("unit moved", 1));
        proc.process(10, "java").start(900).stat();
        proc.process(10, "java").start(900).file("cgroup", "0::/system.slice/new.service\n");
        expect(scraper, Map.of("unit new", 1));
    }

    @Test
    void judgesTheNewbornOnceMore() throws IOException {
        java(9, "old");
        ProcessScraper scraper = scraper(rule(UNIT_NAME, UNIT, "(?<u>.*)\\.service"));
        expect(scraper, Map.of("unit old", 1));
        java(10, "parent");
        expect(scraper, Map.of("unit old", 1, "unit parent", 1));
        java(10, "own");
        expect(scraper, Map.of("unit old", 1, "unit own", 1));
        java(10, "late");
        expect(scraper, Map.of("unit old", 1, "unit own", 1));
    }

    @Test
    void readsNothingMoreWithoutSuchRules() throws IOException {
        java(10, "shop");
        Files.createDirectory(folder.resolve("10/status"));
        Files.createDirectory(folder.resolve("10/cmdline"));
        ProcessScraper scraper = scraper(rule("j ${comm}", COMM, "java"));
        expect(scraper, Map.of("j java", 1));
        assertThat(stats.unreadable()).hasValue(1); // what is hidden, of which there is no first
    }

    @Test
    void looksAtTheFirstBytesOfArgumentsOnly() throws IOException {
        proc.process(10, "sh").stat().file("cmdline", "x".repeat(ProcFacts.MAX_BYTES) + "end");
        proc.process(11, "sh").stat().file("cmdline", "a".repeat(100_000));
        ProcessScraper scraper =
                scraper(rule("end", CMDLINE, ".*end"), rule("never", CMDLINE, ".*.*.*b"));
        expect(scraper, Map.of("sh", 2));
        assertThat(stats.rulesGivenUp()).hasValue(2);
        expect(scraper, Map.of("sh", 2));
        assertThat(stats.rulesGivenUp()).hasValue(2);
    }

    @Test
    void escapesWhatProcessesPutIntoNames() throws IOException {
        proc.process(10, "sh").stat().file("cmdline", "run\0a\u001b[31m\n\0");
        proc.process(11, "sh").stat().file("cmdline", "run\0(other)\0");
        ProcessScraper scraper = scraper(rule("${x}", CMDLINE, "run (?<x>.*)"));
        expect(scraper, Map.of("a\uFFFD[31m", 1, "other", 1));
    }

    @Test
    void printsWhatRulesMakeOfWhatRuns() throws Exception {
        java(10, "shop");
        proc.process(11, "sh").stat();
        String report =
                new TriedGroups(
                                new ProcFiles(folder),
                                List.of(
                                        rule(UNIT_NAME, UNIT, "(?<u>.*)\\.service"),
                                        rule("db", COMM, "postgres")))
                        .report(1);
        assertThat(report)
                .containsPattern("GROUP +PROCESSES +CPU % +RSS MB +BY")
                .containsPattern("unit shop +1 +0\\.0 +0\\.0 +rule 1\n")
                .containsPattern("sh +1 +0\\.0 +0\\.0 +own name\n")
                .contains("2 groups, of which max_groups keeps 1 apart")
                .contains("rule 1: 1 processes (unit: (?<u>.*)\\.service, name: unit ${u})")
                .contains("rule 2: matched nothing (match: postgres, name: db)");
    }

    private void java(int pid, String unit) throws IOException {
        proc.process(pid, "java").stat().file("cgroup", "0::/system.slice/" + unit + ".service\n");
    }

    private void exe(FakeProc.Fake process, int pid, String path) throws IOException {
        process.file("comm", "");
        Files.createSymbolicLink(
                folder.resolve(Integer.toString(pid)).resolve("exe"), Path.of(path));
    }

    private static GroupRule rule(String name, RuleField field, String pattern) {
        return new GroupRule(List.of(new Condition(field, Pattern.compile(pattern))), name);
    }

    private ProcessScraper scraper(GroupRule... rules) throws IOException {
        return ProcessScraper.ofProcfs(
                new ProcFiles(folder),
                new ProcFigures(Set.of()),
                LargestSettings.NONE,
                List.of(rules),
                100,
                stats);
    }

    private void expect(ProcessScraper scraper, Map<String, Integer> groups) throws IOException {
        now += 15_000;
        Map<String, Integer> found = new TreeMap<>();
        FakeProc.scrape(scraper, now)
                .forEach(
                        (name, figures) ->
                                found.put(name, figures.getOrDefault("num_procs", 0.0).intValue()));
        assertThat(found).isEqualTo(new TreeMap<>(groups));
    }
}
