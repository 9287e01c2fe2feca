package io.nodepulse.agent.process;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.PageFetcher;
import io.nodepulse.agent.scrape.Scraper;
import io.nodepulse.agent.telemetry.Trouble;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scrapes process groups: by name from process_exporter or from /proc, by unit from control groups.
 * Used by one thread.
 */
public final class ProcessScraper implements Scraper {

    private static final double MILLIS_PER_SECOND = 1_000;

    /** The groups of a scrape in the payload. */
    private final String list;

    private final ProcessSource source;
    private final ProcessTable table;
    private final GroupLimit limit;
    private final ExporterStats stats;
    private final List<SentGroup> sent = new ArrayList<>();
    private final Trouble overflow =
            new Trouble("processes are summed up", "all names are told apart", "group", "(other)");
    private long sampledMillis;

    private ProcessScraper(
            String list,
            ProcessSource source,
            List<GroupRule> rules,
            int maxGroups,
            ExporterStats stats) {
        this.list = ",\"" + list + "\":[";
        this.source = source;
        this.table = new ProcessTable(new GroupRules(rules, stats));
        this.limit = new GroupLimit(maxGroups);
        this.stats = stats;
    }

    /** Scrapes the pages of a process_exporter. */
    public static ProcessScraper ofPages(
            PageFetcher fetcher, List<GroupRule> rules, int maxGroups, ExporterStats stats) {
        return new ProcessScraper(
                "processes", new ProcessPage(fetcher, stats), rules, maxGroups, stats);
    }

    /** Reads the processes of this machine. */
    public static ProcessScraper ofProcfs(
            ProcFiles files,
            ProcFigures figures,
            LargestSettings largest,
            List<GroupRule> rules,
            int maxGroups,
            ExporterStats stats) {
        ProcessSource source = new ProcfsProcesses(files, figures, largest, stats);
        return new ProcessScraper("processes", source, rules, maxGroups, stats);
    }

    /**
     * Reads the control groups of this machine.
     *
     * @param roots where they may be mounted; the first that is of v2 is read
     */
    public static ProcessScraper ofCgroups(
            List<Path> roots,
            ProcFiles proc,
            List<GroupRule> rules,
            int maxGroups,
            ExporterStats stats) {
        ProcessSource source = new CgroupUnits(CgroupTree.mounted(roots), proc, stats);
        return new ProcessScraper("units", source, rules, maxGroups, stats);
    }

    @Override
    public int scrape(long askedMillis, JsonBuffer to) throws IOException {
        double elapsedMillis = table.isStarted() ? askedMillis - sampledMillis : 0;
        table.begin(elapsedMillis / MILLIS_PER_SECOND);
        sampledMillis = source.read(askedMillis, table);
        boolean start = !table.isStarted();
        stats.incompleteGroups().addAndGet(table.sum());
        sent.clear();
        for (SentGroup group : table.sent()) {
            if (group.procs() > 0) {
                sent.add(group);
            }
        }
        int living = sent.size();
        limit.apply(sent, table.other());
        stats.groupsSummedUp().set(living - sent.size());
        reportOverflow(table.overflowProcs());
        if (table.other().procs() > 0) {
            sent.add(table.other());
        }
        write(start, to);
        return sent.size();
    }

    private void reportOverflow(long procs) {
        stats.processesBeyondNames().set(procs);
        if (procs > 0) {
            overflow.failed("more names than the agent tells apart");
        } else {
            overflow.over();
        }
    }

    @Override
    public long sampledMillis() {
        return sampledMillis;
    }

    @Override
    public void startAnew() {
        source.startAnew();
        table.startAnew();
    }

    private void write(boolean start, JsonBuffer to) {
        to.ascii("{\"timestamp\":").timestamp(sampledMillis);
        if (start) {
            to.ascii(",\"counters_start_seconds\":").number(sampledMillis / MILLIS_PER_SECOND);
        }
        to.ascii(list);
        for (int i = 0; i < sent.size(); i++) {
            write(sent.get(i), i == 0 ? "{\"name\":" : ",{\"name\":", to);
        }
        to.ascii("]");
        source.writeMore(sent, to);
        to.ascii("}");
    }

    private static void write(SentGroup group, String before, JsonBuffer to) {
        to.ascii(before).raw(group.jsonName());
        for (int i = 0; i < ProcessFigure.COUNT; i++) {
            double value = group.sent(i);
            if (!Double.isNaN(value)) {
                write(ProcessFigure.of(i), value, to);
            }
        }
        to.ascii("}");
    }

    private static void write(ProcessFigure figure, double value, JsonBuffer to) {
        to.ascii(figure.json());
        if (figure == ProcessFigure.NUM_PROCS) {
            to.number(Math.min((long) value, Integer.MAX_VALUE));
        } else if (figure.isWhole()) {
            to.number((long) value);
        } else {
            to.number(value);
        }
    }
}
