package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the rules for groups make of the processes that run now, for the operator who writes them.
 * Reads /proc twice, a second apart, as the running agent does.
 */
public final class TriedGroups {

    private static final int WAIT_MILLIS = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MB = 1e6;
    private static final int MAX_WIDTH = 60;
    private static final ProcFigures NO_MORE = new ProcFigures(Set.of());

    private final List<GroupRule> rules;
    private final ExporterStats stats = new ExporterStats();
    private final ProcessTable table;
    private final ProcfsProcesses source;

    public TriedGroups(ProcFiles files, List<GroupRule> rules) {
        this.rules = rules;
        this.table = new ProcessTable(new GroupRules(rules, stats, true));
        this.source = new ProcfsProcesses(files, NO_MORE, LargestSettings.NONE, stats);
    }

    /** A group, and the rules that processes came into it by. */
    private static final class Row {
        private final String name;
        private final Set<Integer> madeBy = new TreeSet<>();
        private double processes;
        private double cpuSeconds;
        private double residentBytes;

        Row(String name) {
            this.name = name;
        }

        double cpuSeconds() {
            return cpuSeconds;
        }

        double residentBytes() {
            return residentBytes;
        }

        String rules() {
            return madeBy.stream()
                    .map(rule -> rule == GroupRules.OWN_NAME ? "own name" : "rule " + rule)
                    .collect(Collectors.joining(", "));
        }
    }

    /** A table of the groups, the largest by CPU time first, and one of the rules. */
    public String report(int maxGroups) throws IOException, InterruptedException {
        long from = System.nanoTime();
        scrape(0);
        Thread.sleep(WAIT_MILLIS);
        double seconds = (System.nanoTime() - from) / NANOS_PER_SECOND;
        scrape(seconds);
        long[] processes = new long[rules.size() + 1];
        List<Row> rows = rows(processes);
        StringBuilder report = new StringBuilder();
        groups(report, rows, seconds);
        if (rows.size() > maxGroups) {
            report.append(
                    "%d groups, of which max_groups keeps %d apart; the rest is (other)\n"
                            .formatted(rows.size(), maxGroups));
        }
        rules(report, processes);
        return report.toString();
    }

    private void scrape(double elapsedSeconds) throws IOException {
        table.begin(elapsedSeconds);
        source.read(System.currentTimeMillis(), table);
        table.sum();
    }

    private List<Row> rows(long[] processes) {
        Map<SentGroup, Row> rows = new HashMap<>();
        for (SourceGroup group : table.sources()) {
            if (group.isAlive()) {
                Row row = rows.computeIfAbsent(group.target(), sent -> new Row(nameOf(sent)));
                row.madeBy.add(group.rule());
                row.processes += group.procs();
                row.cpuSeconds += group.get(ProcessFigure.CPU_SECONDS);
                row.residentBytes += group.get(ProcessFigure.MEMORY_BYTES);
                processes[group.rule()] += (long) group.procs();
            }
        }
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(
                Comparator.comparingDouble(Row::cpuSeconds)
                        .thenComparingDouble(Row::residentBytes)
                        .reversed());
        return sorted;
    }

    /** As it is sent, escapes included, without the quotes. */
    private static String nameOf(SentGroup group) {
        byte[] json = group.jsonName();
        return new String(json, 1, json.length - 2, UTF_8);
    }

    private static void groups(StringBuilder report, List<Row> rows, double seconds) {
        int width = "GROUP".length();
        for (Row row : rows) {
            width = Math.max(width, Math.min(MAX_WIDTH, row.name.length()));
        }
        String head = "%-" + width + "s %9s %7s %10s  %s\n";
        report.append(head.formatted("GROUP", "PROCESSES", "CPU %", "RSS MB", "BY"));
        String line = "%-" + width + "s %9.0f %7.1f %10.1f  %s\n";
        for (Row row : rows) {
            double percent = 100 * row.cpuSeconds / seconds;
            double mb = row.residentBytes / MB;
            report.append(
                    String.format(
                            Locale.ROOT, line, row.name, row.processes, percent, mb, row.rules()));
        }
    }

    private void rules(StringBuilder report, long[] processes) {
        for (int i = 0; i < rules.size(); i++) {
            long matched = processes[i + 1];
            report.append(i == 0 ? "\n" : "").append("rule ").append(i + 1).append(": ");
            report.append(matched == 0 ? "matched nothing" : matched + " processes").append(" (");
            for (GroupRule.Condition condition : rules.get(i).conditions()) {
                String pattern = GroupNames.printable(condition.pattern().pattern());
                report.append(condition.field().key()).append(": ").append(pattern).append(", ");
            }
            report.append("name: ").append(GroupNames.printable(rules.get(i).name()));
            report.append(")\n");
        }
        long givenUp = stats.rulesGivenUp().get();
        if (givenUp > 0) {
            report.append(givenUp).append(" times a pattern took too many steps\n");
        }
        long forbidden = stats.unreadable().get();
        if (forbidden > 0) {
            report.append(forbidden)
                    .append(
                            " files may not be read by this user; conditions on them do not hold\n");
        }
    }
}
