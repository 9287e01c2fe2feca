package io.nodepulse.query.readmodel;

/**
 * What processes are grouped by in an answer: by name, or as the kernel counts them by systemd unit
 * and container, or by slice. A slice holds units, so the two are not ranked together.
 */
public enum GroupedBy {
    PROCESS("process", "processes", "process"),
    UNIT("unit", "units", "unit"),
    SLICE("slice", "units", "unit");

    private static final String SLICE_ENDING = ".slice";

    private final String word;
    private final String projection;
    private final String tables;

    GroupedBy(String word, String projection, String tables) {
        this.word = word;
        this.projection = projection;
        this.tables = tables;
    }

    /** How it is asked for. */
    public String word() {
        return word;
    }

    /** The projection that has it. */
    public String projection() {
        return projection;
    }

    /** What the names of its tables begin with, before an underscore. */
    public String tables() {
        return tables;
    }

    /** Whether a group of its tables is one of those that are ranked together. */
    public boolean has(String name) {
        return this == PROCESS || name.endsWith(SLICE_ENDING) == (this == SLICE);
    }
}
