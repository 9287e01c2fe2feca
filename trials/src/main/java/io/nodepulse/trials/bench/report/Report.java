package io.nodepulse.trials.bench.report;

import io.nodepulse.trials.bench.report.Measurement.Bound;
import io.nodepulse.trials.bench.report.Measurement.Goal;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells what is going on, and keeps the figures for the table at the end. Used by one thread. */
public final class Report {

    private final PrintWriter out;
    private final long startNanos = System.nanoTime();
    private final List<Measurement> figures = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private String part = "";

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** The figures that follow belong to that part. */
    public void begin(String nextPart) {
        part = nextPart;
        say("%s", nextPart);
    }

    /** That part could not be measured, or not to its end. */
    public void failed(String reason) {
        failures.put(part, reason);
        say("  FAILED: %s", reason);
    }

    /** One line of progress. */
    public void say(String format, Object... values) {
        Duration since = Duration.ofNanos(System.nanoTime() - startNanos);
        out.printf(Locale.ROOT, "%3d:%02d  ", since.toMinutes(), since.toSecondsPart());
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    public PrintWriter out() {
        return out;
    }

    public void figure(String name, double value, String unit) {
        add(new Measurement(part, name, value, unit, null));
    }

    /** A figure of which something is asked. */
    public void figure(String name, double value, String unit, Goal goal) {
        add(new Measurement(part, name, value, unit, goal));
    }

    private void add(Measurement figure) {
        figures.add(figure);
        say("  %s: %s %s", figure.name(), number(figure.value()), figure.unit());
    }

    /** Prints all figures, and which parts failed. */
    public void print() {
        out.printf("%n%-10s %-52s %14s %-11s %s%n", "part", "figure", "measured", "unit", "goal");
        for (Measurement figure : figures) {
            out.printf(
                    "%-10s %-52s %14s %-11s %s%n",
                    figure.part(),
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    verdict(figure.goal(), figure.value()));
        }
        failures.forEach((failed, reason) -> out.printf("%-10s FAILED: %s%n", failed, reason));
        out.flush();
    }

    private static String verdict(@Nullable Goal goal, double value) {
        return goal == null
                ? ""
                : "%s %s: %s"
                        .formatted(
                                goal.bound() == Bound.AT_LEAST ? ">=" : "<=",
                                number(goal.value()),
                                goal.isReachedBy(value) ? "reached" : "MISSED");
    }

    private static String number(double value) {
        String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    /** Writes the figures and failures so far, with what they were measured on and how. */
    public void write(Path file, Map<String, Object> settings) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine());
        all.put("settings", settings);
        all.put("figures", figures);
        all.put("failures", failures);
        JsonMapper json =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();
        Files.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    }

    private static Map<String, Object> machine() {
        Runtime runtime = Runtime.getRuntime();
        return Map.of(
                "cores", runtime.availableProcessors(),
                "heap_bytes", runtime.maxMemory(),
                "java", System.getProperty("java.vm.version", ""),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }
}
