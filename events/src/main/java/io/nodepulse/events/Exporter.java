package io.nodepulse.events;

import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/**
 * What was scraped: a row says how an exporter is called in payloads, keys and events, and what its
 * scrapes are made of. Each exporter of a server has its own order of scrapes.
 */
@SuppressWarnings("ImmutableEnumChecker") // Tables of figures and forms are immutable.
public enum Exporter {
    /** Processes, grouped by name. */
    PROCESSES(
            "p",
            "process_exporter",
            "ProcessSampled",
            new GroupForm(
                    "processes",
                    "process_name",
                    "resident_bytes",
                    2,
                    3,
                    5,
                    2,
                    ProcessSampled::new)),
    /** Host figures. */
    HOST(
            "h",
            "node_exporter",
            "HostSampled",
            new FigureTable<>(HostMetric.class, 4, 3, HostSampled::new)),
    /** Processes, grouped by systemd unit, slice and container. */
    UNITS(
            "u",
            "cgroup",
            "UnitSampled",
            new GroupForm("units", "unit_name", "memory_bytes", 6, 7, 8, 4, UnitSampled::new));

    private final String code;
    private final String field;
    private final MessageType sampleType;
    private final @Nullable FigureTable<?> figures;
    private final @Nullable GroupForm groups;

    Exporter(String code, String field, String sample, FigureTable<?> figures) {
        this(code, field, sample, figures, null);
    }

    Exporter(String code, String field, String sample, GroupForm groups) {
        this(code, field, sample, null, groups);
    }

    Exporter(
            String code,
            String field,
            String sample,
            @Nullable FigureTable<?> figures,
            @Nullable GroupForm groups) {
        this.code = code;
        this.field = field;
        this.sampleType = new MessageType(EventTypes.PREFIX + sample, EventTypes.VERSION);
        this.figures = figures;
        this.groups = groups;
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

    /** The form of its scrapes, where they are of process groups. */
    public Optional<GroupForm> groups() {
        return Optional.ofNullable(groups);
    }

    /** The figures that its scrapes are made of; nothing where they are of process groups. */
    public Optional<FigureTable<?>> figures() {
        return Optional.ofNullable(figures);
    }

    /** The exporter of that name. */
    public static Optional<Exporter> ofField(String field) {
        return Arrays.stream(values()).filter(exporter -> exporter.field.equals(field)).findFirst();
    }
}
