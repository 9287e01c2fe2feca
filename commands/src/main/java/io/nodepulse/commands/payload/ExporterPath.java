package io.nodepulse.commands.payload;

/** Names a place in a body the way people write it. */
final class ExporterPath {

    static final String PROCESS = "process_exporter";
    static final String NODE = "node_exporter";

    private ExporterPath() {}

    /** Such as {@code process_exporter[0].timestamp}. */
    static String of(String exporter, int element, String field) {
        return exporter + "[" + element + "]." + field;
    }
}
