package io.nodepulse.events;

import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/**
 * What was scraped: a row says how an exporter is called in payloads, keys and events, and what its
 * scrapes are made of. Each exporter of a server has its own order of scrapes.
 */
@SuppressWarnings("ImmutableEnumChecker") // A table of figures is immutable.
public enum Exporter {
    /** Process groups, in a form of their own. */
    PROCESSES("p", "process_exporter", "ProcessSampled", null),
    /** Host figures. */
    HOST(
            "h",
            "node_exporter",
            "HostSampled",
            new FigureTable<>(HostMetric.class, 4, 3, HostSampled::new));

    private final String code;
    private final String field;
    private final MessageType sampleType;
    private final @Nullable FigureTable<?> figures;

    Exporter(String code, String field, String sample, @Nullable FigureTable<?> figures) {
        this.code = code;
        this.field = field;
        this.sampleType = new MessageType(EventTypes.PREFIX + sample, EventTypes.VERSION);
        this.figures = figures;
    }

    /** Stands for the exporter in key and field names. */
    public String code() {
        return code;
    }

    /** Its name in the ingest payload and in requests. */
    public String field() {
        return field;
    }

    /** The message type of its samples. */
    public MessageType sampleType() {
        return sampleType;
    }

    /** The figures that its scrapes are made of; nothing where they have a form of their own. */
    public Optional<FigureTable<?>> figures() {
        return Optional.ofNullable(figures);
    }

    /** The exporter of that name. */
    public static Optional<Exporter> ofField(String field) {
        return Arrays.stream(values()).filter(exporter -> exporter.field.equals(field)).findFirst();
    }
}
