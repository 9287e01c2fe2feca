package io.nodepulse.events.store;

/** What was scraped. Each exporter of a server has its own order of scrapes. */
public enum Exporter {
    /** Process groups. */
    PROCESSES("p"),
    /** Host figures. */
    HOST("h");

    private final String code;

    Exporter(String code) {
        this.code = code;
    }

    /** Stands for the exporter in key and field names. */
    String code() {
        return code;
    }
}
