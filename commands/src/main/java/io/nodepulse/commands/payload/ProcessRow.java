package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.wire.ProcessScrape;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;

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
     * Index of the row within the list of its scrape; this in the flat form, which has no such
     * level.
     */
    static final int FLAT = -1;

    private final Exporter exporter;
    private final int element;
    private final int index;

    private int seen;
    private @Nullable Rejection rejection;
    private String name = "";
    private int numProcs;
    private String cpuField = "cpu_seconds";
    private double cpuSeconds;
    private long residentBytes;
    private @Nullable RowFigures figures;

    ProcessRow(Exporter exporter, int element, int index) {
        this.exporter = exporter;
        this.element = element;
        this.index = index;
    }

    String name() {
        return name;
    }

    /** Makes the name acceptable; whether it was not. */
    boolean mendName(int maxLength) {
        String given = name;
        name = AcceptableName.of(given, maxLength);
        return !name.equals(given);
    }

    /** Orders rows of which not all can be kept, and not by their order, which may be any. */
    static final Comparator<ProcessRow> LARGEST_FIRST =
            Comparator.comparingDouble((ProcessRow row) -> row.cpuSeconds)
                    .thenComparingLong(row -> row.residentBytes)
                    .reversed()
                    .thenComparing(ProcessRow::name);

    /** Whether any field of a process group was read. */
    boolean started() {
        return seen != 0 || figures != null;
    }

    /** Reads the value of that field; false where a process group has no such field. */
    boolean read(String field, JsonCursor cursor, PayloadReading reading) {
        int bit = bitOf(field);
        return bit == 0 ? readFigure(field, cursor, reading) : readRequired(bit, field, cursor);
    }

    private boolean readFigure(String field, JsonCursor cursor, PayloadReading reading) {
        ProcessMetric metric = ProcessMetric.INDEX.ofField(field).orElse(null);
        if (metric == null) {
            return false;
        }
        if (figures == null) {
            figures = new RowFigures();
        }
        figures.read(metric, cursor, reading);
        return true;
    }

    /** What a sample cannot do without. */
    private boolean readRequired(int bit, String field, JsonCursor cursor) {
        if ((seen & bit) != 0) {
            cursor.skipValue();
            refuse(field, "is given twice");
            return true;
        }
        seen |= bit;
        try {
            readValue(bit, field, cursor);
        } catch (MalformedPayloadException e) {
            cursor.skipRest();
            refuse(field, e.problem());
        }
        return true;
    }

    private static int bitOf(String field) {
        return switch (field) {
            case "name" -> NAME;
            case "num_procs" -> NUM_PROCS;
            case "cpu_seconds", "cpu_seconds_total" -> CPU_SECONDS;
            case "memory_bytes" -> MEMORY_BYTES;
            default -> 0;
        };
    }

    private void readValue(int bit, String field, JsonCursor cursor) {
        switch (bit) {
            case NAME -> name = cursor.string();
            case NUM_PROCS -> numProcs = cursor.wholeInt();
            case CPU_SECONDS -> {
                cpuField = field;
                cpuSeconds = cursor.decimal();
            }
            default -> residentBytes = cursor.whole();
        }
    }

    /** The first problem is the one that is told. */
    private void refuse(String field, String problem) {
        if (rejection == null) {
            rejection = new Rejection(Reason.BAD_VALUE, path(field), problem, 1);
        }
    }

    /** Why this is no sample, or null; all of it must have been read. */
    @Nullable Rejection rejection() {
        if (seen != ALL) {
            refuse(firstMissing(), "is missing");
        }
        if (rejection == null) {
            try {
                ProcessSampled.requireValues(name, numProcs, cpuSeconds, residentBytes);
            } catch (InvalidFieldException e) {
                refuse(e.field().equals("cpu_seconds") ? cpuField : e.field(), e.problem());
            }
        }
        return rejection;
    }

    private String firstMissing() {
        return switch (Integer.lowestOneBit(ALL & ~seen)) {
            case NAME -> "name";
            case NUM_PROCS -> "num_procs";
            case CPU_SECONDS -> index == FLAT ? "cpu_seconds_total" : "cpu_seconds";
            default -> "memory_bytes";
        };
    }

    void addTo(ProcessScrape.Builder scrape) {
        scrape.add(name, numProcs, cpuSeconds, residentBytes);
        if (figures != null) {
            figures.addTo(scrape);
        }
    }

    /** Where that field of this row stands in the body. */
    String path(String field) {
        String within = index == FLAT ? field : listField() + "[" + index + "]." + field;
        return ExporterPath.of(exporter, element, within);
    }

    private String listField() {
        return exporter.groups().orElseThrow().listField();
    }
}
