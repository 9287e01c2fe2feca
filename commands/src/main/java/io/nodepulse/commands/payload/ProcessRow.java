package io.nodepulse.commands.payload;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.wire.ProcessScrape;

/**
 * One process group as it is being read: its fields come in any order, and maybe before the
 * scrape's timestamp.
 */
final class ProcessRow {

    private static final int NAME = 1;
    private static final int NUM_PROCS = 1 << 1;
    private static final int CPU_SECONDS = 1 << 2;
    private static final int MEMORY_BYTES = 1 << 3;
    private static final int ALL = NAME | NUM_PROCS | CPU_SECONDS | MEMORY_BYTES;

    /**
     * Index of the row within {@code processes}; this in the flat form, which has no such level.
     */
    static final int FLAT = -1;

    private final int element;
    private final int index;

    private int seen;
    private String name = "";
    private int numProcs;
    private String cpuField = "cpu_seconds";
    private double cpuSeconds;
    private long residentBytes;

    ProcessRow(int element, int index) {
        this.element = element;
        this.index = index;
    }

    String name() {
        return name;
    }

    /** Whether any field of a process group was read. */
    boolean started() {
        return seen != 0;
    }

    /** Reads the value of that field; false where a process group has no such field. */
    boolean read(String field, JsonCursor cursor) {
        switch (field) {
            case "name" -> {
                once(NAME, cursor);
                name = cursor.string();
            }
            case "num_procs" -> {
                once(NUM_PROCS, cursor);
                numProcs = cursor.wholeInt();
            }
            case "cpu_seconds", "cpu_seconds_total" -> {
                once(CPU_SECONDS, cursor);
                cpuField = field;
                cpuSeconds = cursor.decimal();
            }
            case "memory_bytes" -> {
                once(MEMORY_BYTES, cursor);
                residentBytes = cursor.whole();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void once(int bit, JsonCursor cursor) {
        if ((seen & bit) != 0) {
            throw cursor.refuse("is given twice");
        }
        seen |= bit;
    }

    /** All fields must have been read by now. */
    void requireComplete() {
        if (seen != ALL) {
            throw new MalformedPayloadException(path(firstMissing()), "is missing");
        }
    }

    private String firstMissing() {
        return switch (Integer.lowestOneBit(ALL & ~seen)) {
            case NAME -> "name";
            case NUM_PROCS -> "num_procs";
            case CPU_SECONDS -> index == FLAT ? "cpu_seconds_total" : "cpu_seconds";
            default -> "memory_bytes";
        };
    }

    /** Adds the row, if its values are ones that a sample may carry. */
    void addTo(ProcessScrape.Builder scrape) {
        try {
            scrape.add(name, numProcs, cpuSeconds, residentBytes);
        } catch (InvalidFieldException e) {
            String field = e.field().equals("cpu_seconds") ? cpuField : e.field();
            throw new MalformedPayloadException(path(field), e.problem());
        }
    }

    /** Where that field of this row stands in the body. */
    String path(String field) {
        String within = index == FLAT ? field : "processes[" + index + "]." + field;
        return ExporterPath.ofProcesses(element, within);
    }
}
