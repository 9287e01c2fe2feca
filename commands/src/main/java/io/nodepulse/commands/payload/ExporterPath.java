package io.nodepulse.commands.payload;

import io.nodepulse.events.Exporter;

/** Names a place in a body the way people write it. */
final class ExporterPath {

    private ExporterPath() {}

    /** Such as {@code process_exporter[0].timestamp}. */
    static String of(Exporter exporter, int element, String field) {
        return exporter.field() + "[" + element + "]." + field;
    }
}
