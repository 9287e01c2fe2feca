package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.JsonBuffer;
import io.nodepulse.agent.procfs.ProcFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lists once a minute which processes are behind the groups: of each group that uses much, those
 * with the most CPU time since the list before and those with the most memory. Used by one thread.
 */
final class LargestList {

    /** A minute, less what a scrape may be early. */
    static final long INTERVAL_MILLIS = 59_500;

    /** UTF-16 characters of arguments that are sent. */
    static final int MAX_ARGUMENTS = 512;

    /** A script that is an argument has line feeds. */
    private static final Pattern WHITE = Pattern.compile("\\s+");

    private static final double MILLIS_PER_SECOND = 1_000;

    private final ProcFiles files;
    private final ProcFacts facts;
    private final @Nullable ArgumentScrubber scrubber;
    private final LargestOfGroups largest = new LargestOfGroups();
    private long listedMillis = -1;

    LargestList(ProcFiles files, ProcFacts facts, LargestSettings settings) {
        this.files = files;
        this.facts = facts;
        this.scrubber = settings.arguments() ? new ArgumentScrubber(settings.hidden()) : null;
    }

    /** Begins anew: what was used up to the next scrape is in no list. */
    void startAnew() {
        listedMillis = -1;
    }

    /**
     * Writes the list as a field of the scrape if it is time for one.
     *
     * @param processes all that live, in the scrape of that time
     * @param sent the groups of that scrape, by which the list goes
     * @param bootSeconds when the machine was booted; NaN where that is not known
     */
    void write(
            PidTable processes,
            List<SentGroup> sent,
            long nowMillis,
            double bootSeconds,
            JsonBuffer to) {
        if (listedMillis < 0 || nowMillis < listedMillis) {
            begin(processes, nowMillis);
            return;
        }
        if (nowMillis - listedMillis < INTERVAL_MILLIS) {
            return;
        }
        double seconds = (nowMillis - listedMillis) / MILLIS_PER_SECOND;
        long ticksPerSecond = files.ticksPerSecond();
        int[] rows = largest.find(processes, sent, seconds * ticksPerSecond, files.pageBytes());
        if (rows.length > 0) {
            facts.beginScrape();
            to.ascii(",\"largest\":{\"seconds\":").number(seconds).ascii(",\"processes\":[");
            String before = "{\"name\":";
            for (int row : rows) {
                SourceGroup group = processes.group(row);
                if (group != null) {
                    to.ascii(before).raw(group.target().jsonName());
                    write(processes, row, bootSeconds, ticksPerSecond, to);
                    before = ",{\"name\":";
                }
            }
            to.ascii("]}");
        }
        begin(processes, nowMillis);
    }

    private void begin(PidTable processes, long nowMillis) {
        listedMillis = nowMillis;
        for (int row = 0; row < processes.size(); row++) {
            processes.set(row, PidTable.LISTED_TICKS, processes.get(row, PidTable.CPU_TICKS));
        }
    }

    private void write(
            PidTable processes, int row, double bootSeconds, double ticksPerSecond, JsonBuffer to) {
        String pid = Integer.toString(processes.pid(row));
        to.ascii(",\"pid\":").ascii(pid);
        facts.begin(pid, /* withMemory= */ true);
        List<String> user = facts.of(RuleField.USER);
        if (!user.isEmpty()) {
            to.ascii(",\"user\":").string(user.getFirst());
        }
        double start = bootSeconds + processes.get(row, PidTable.START_TICKS) / ticksPerSecond;
        if (start > 0) {
            to.ascii(",\"start_seconds\":").number((long) start);
        }
        to.ascii(",\"cpu_seconds\":")
                .number(LargestOfGroups.usedTicks(processes, row) / ticksPerSecond);
        long resident = processes.get(row, PidTable.RESIDENT_PAGES);
        to.ascii(",\"memory_bytes\":").number(resident * files.pageBytes());
        writeArguments(pid, to);
        to.ascii("}");
    }

    private void writeArguments(String pid, JsonBuffer to) {
        if (scrubber == null) {
            return;
        }
        try {
            files.load(pid.concat("/cmdline"), ProcFacts.MAX_BYTES);
        } catch (IOException _) {
            // It has ended, or is somebody else's.
            return;
        }
        String text = new String(files.bytes(), 0, files.length(), UTF_8);
        String arguments =
                GroupNames.printable(
                        WHITE.matcher(scrubber.scrub(text.split("\0"))).replaceAll(" ").strip());
        if (!arguments.isEmpty()) {
            to.ascii(",\"arguments\":").string(cut(arguments));
        }
    }

    private static String cut(String text) {
        if (text.length() <= MAX_ARGUMENTS) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(MAX_ARGUMENTS - 1));
        return text.substring(0, inPair ? MAX_ARGUMENTS - 1 : MAX_ARGUMENTS);
    }
}
