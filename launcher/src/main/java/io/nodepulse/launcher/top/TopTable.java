package io.nodepulse.launcher.top;

import io.nodepulse.events.ShownName;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer of {@code processes/top} as lines of fixed columns. */
final class TopTable {

    private static final String ROW = "%-24s %9s %9s %9s %9s %9s %11s %11s %11s %6s  %s";
    private static final int LONGEST_NAME = 24;
    static final String NONE = "-";

    private TopTable() {}

    static List<String> lines(String server, JsonNode top) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: top processes by %s, last %s h, as of %s, coverage %s %%"
                        .formatted(
                                ShownName.of(server),
                                top.path("metric").asString(NONE),
                                top.path("time_range_hours").asString(NONE),
                                top.path("as_of").asString(NONE),
                                number(top.path("coverage"), 100, "%.0f")));
        coarser(top.path("coarser")).ifPresent(lines::add);
        lines.addAll(
                TopMetric.optionalOf(top)
                        .map(metric -> FigureRows.lines(metric, top.path("processes")))
                        .orElseGet(() -> usual(top.path("processes"))));
        return lines;
    }

    private static List<String> usual(JsonNode processes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                ROW.formatted(
                                "PROCESS",
                                "CPU %",
                                "AVG CPU %",
                                "WHILE RUN",
                                "MAX CPU %",
                                "CPU s",
                                "MEMORY MiB",
                                "AVG MiB",
                                "PEAK MiB",
                                "COUNT",
                                "")
                        .stripTrailing());
        processes.forEach(process -> lines.add(row(process)));
        return lines;
    }

    /** Where the range had to be widened to what is kept. */
    private static Optional<String> coarser(JsonNode reason) {
        return reason.isObject()
                ? Optional.of(
                        "To whole steps of %s min: finer figures are kept since %s."
                                .formatted(
                                        number(reason.path("step_seconds"), 1.0 / 60, "%.0f"),
                                        reason.path("finer_since").asString(NONE)))
                : Optional.empty();
    }

    private static String row(JsonNode process) {
        return ROW.formatted(
                        shortened(process.path("name").asString(NONE)),
                        number(process.path("cpu_percent"), 1, "%.1f"),
                        number(process.path("avg_cpu_percent"), 1, "%.1f"),
                        number(process.path("running_cpu_percent"), 1, "%.1f"),
                        number(process.path("max_cpu_percent"), 1, "%.1f"),
                        number(process.path("cpu_seconds"), 1, "%.1f"),
                        number(process.path("memory_mb"), 1, "%.1f"),
                        number(process.path("avg_memory_mb"), 1, "%.1f"),
                        number(process.path("peak_memory_mb"), 1, "%.1f"),
                        number(process.path("num_procs"), 1, "%.0f"),
                        process.path("running").asBoolean(true) ? "" : "ended")
                .stripTrailing();
    }

    static String number(JsonNode value, double factor, String format) {
        return value.isNumber()
                ? String.format(Locale.ROOT, format, factor * value.doubleValue())
                : NONE;
    }

    static String shortened(String name) {
        String shown = ShownName.of(name);
        return shown.codePointCount(0, shown.length()) <= LONGEST_NAME
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }
}
