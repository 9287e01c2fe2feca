package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;

/** Names a place in a body the way people write it. */
final class ExporterPath {

    private ExporterPath() {}

    /** A field of process_exporter. */
    static String ofProcesses(int element, String field) {
        return of(Exporter.PROCESSES.field(), element, field);
    }

    /** Such as {@code process_exporter[0].timestamp}. */
    static String of(String exporter, int element, String field) {
        return exporter + "[" + element + "]." + field;
    }
}
