package io.nodepulse.projections.process;

import io.nodepulse.events.Exporter;
import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.partition.ProjectionTable.Days;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What processes are grouped by: a projection for each, from the scrapes of its exporter into
 * tables of its own, which have the same columns and the same ends of their names.
 */
public enum Grouping {
    BY_NAME("processes", "process", Exporter.PROCESSES),
    BY_UNIT("units", "unit", Exporter.UNITS);

    private final String projection;
    private final String prefix;
    private final Exporter exporter;
    private final List<ProjectionTable> tables;

    Grouping(String projection, String prefix, Exporter exporter) {
        this.projection = projection;
        this.prefix = prefix;
        this.exporter = exporter;
        List<ProjectionTable> all = new ArrayList<>();
        all.add(scrapes());
        all.add(changes());
        for (ClosedBuckets buckets : ClosedBuckets.values()) {
            all.add(closed(buckets));
        }
        all.add(table("open", Days.NONE));
        all.add(table("live", Days.NONE));
        all.add(table("names_of_day", Days.NONE));
        this.tables = List.copyOf(all);
    }

    /** The grouping of that projection; empty where it is none of process groups. */
    public static Optional<Grouping> of(String projection) {
        return Arrays.stream(values())
                .filter(each -> each.projection.equals(projection))
                .findFirst();
    }

    /** Name of the projection. */
    public String projection() {
        return projection;
    }

    Exporter exporter() {
        return exporter;
    }

    /** All tables that it writes, dictionaries aside. */
    public List<ProjectionTable> tables() {
        return tables;
    }

    /** Scrapes as they came. */
    public ProjectionTable scrapes() {
        return table("scrapes", Days.OF_SCRAPE);
    }

    /** What became of groups from scrape to scrape. */
    ProjectionTable changes() {
        return table("changes", Days.OF_SCRAPE);
    }

    ProjectionTable closed(ClosedBuckets buckets) {
        return table(buckets.ending(), buckets.days());
    }

    /** Name of the table of what is newest, which goes as far as its scrapes do. */
    public String live() {
        return prefix + "_live";
    }

    private ProjectionTable table(String ending, Days days) {
        return new ProjectionTable(prefix + "_" + ending, days);
    }

    /** What its tables of that schema begin with, before an underscore. */
    public String in(String schema) {
        return schema + "." + prefix;
    }
}
