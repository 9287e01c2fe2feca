package io.nodepulse.launcher.top;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of {@link TopTable} by a metric that not every agent sends. */
final class FigureRows {

    private static final String FIRST = "%-24s %6s";
    private static final String FIGURE = " %15s";
    private static final String LAST = " %9s %11s  %s";
    private static final List<String> BYTES = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final double STEP = 1024;

    private FigureRows() {}

    /** What stands above the rows, the rows, and a word on dashes where there are any. */
    static List<String> lines(TopMetric metric, JsonNode processes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                row(
                        "PROCESS",
                        "COUNT",
                        metric.parts().stream().map(metric::heading),
                        "AVG CPU %",
                        "MEMORY MiB",
                        ""));
        processes.forEach(process -> lines.add(row(metric, process)));
        if (processes.valueStream().anyMatch(process -> !known(process).isNumber())) {
            lines.add("-: not known, which is not zero: the agent may not read it, or send it.");
        }
        return lines;
    }

    private static JsonNode known(JsonNode process) {
        return process.path("figure").path("avg");
    }

    private static String row(TopMetric metric, JsonNode process) {
        JsonNode figure = process.path("figure");
        boolean bytes = figure.path("unit").asString("").equals("bytes");
        return row(
                TopTable.shortened(process.path("name").asString(TopTable.NONE)),
                TopTable.number(process.path("num_procs"), 1, "%.0f"),
                metric.parts().stream()
                        .map(part -> amount(figure.path(part.field()), bytes, part.isRate())),
                TopTable.number(process.path("avg_cpu_percent"), 1, "%.1f"),
                TopTable.number(process.path("memory_mb"), 1, "%.1f"),
                remark(process));
    }

    private static String row(
            String name,
            String count,
            Stream<String> figures,
            String cpu,
            String memory,
            String remark) {
        return (FIRST.formatted(name, count)
                        + figures.map(FIGURE::formatted).collect(Collectors.joining())
                        + LAST.formatted(cpu, memory, remark))
                .stripTrailing();
    }

    /** Whether it ended, and what its figures stand for where that is not all of its time. */
    private static String remark(JsonNode process) {
        double share = process.path("figure").path("known").asDouble(1);
        return Stream.of(
                        process.path("running").asBoolean(true) ? "" : "ended",
                        known(process).isNumber() && share < 1
                                ? "known %d %% of the time".formatted((int) (100 * share))
                                : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String amount(JsonNode value, boolean bytes, boolean rate) {
        if (!value.isNumber()) {
            return TopTable.NONE;
        }
        String second = rate ? "/s" : "";
        return (bytes ? bytes(value.doubleValue()) : count(value.doubleValue())) + second;
    }

    /** In the largest binary unit that leaves at least 1. */
    private static String bytes(double value) {
        int unit = 0;
        double scaled = value;
        while (scaled >= STEP - 0.05 && unit < BYTES.size() - 1) {
            scaled /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", scaled, BYTES.get(unit));
    }

    private static String count(double value) {
        boolean whole = value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f" : value < 10 ? "%.2f" : "%.1f", value);
    }
}
