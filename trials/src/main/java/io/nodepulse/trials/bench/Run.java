package io.nodepulse.trials.bench;

import io.nodepulse.launcher.NodePulse;
import io.nodepulse.trials.bench.report.Report;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One part after the other. What a part has found is in the file before the next one begins, and a
 * part that fails says so and costs only its own figures. Used by one thread, but for {@link #end}.
 */
final class Run {

    private final Set<Part> parts;
    private final Report report;
    private final Path json;
    private final Map<String, Object> settings;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** How a part is measured; its figures go to the report. */
    @FunctionalInterface
    interface Measurement {
        void measure(Part part) throws IOException, InterruptedException, SQLException;
    }

    /**
     * @param json file for the figures
     * @param settings for the file, beside the names of the parts
     */
    Run(Set<Part> parts, Report report, Path json, Map<String, Object> settings) {
        this.parts = EnumSet.copyOf(parts);
        this.report = report;
        this.json = json;
        this.settings = new LinkedHashMap<>(settings);
        List<String> labels = this.parts.stream().map(Part::label).toList();
        this.settings.put("parts", labels);
    }

    /**
     * Measures them all, unless it is ended.
     *
     * @return whether none failed
     */
    boolean measure(Measurement measurement) throws IOException, InterruptedException {
        boolean all = true;
        for (Part part : parts) {
            report.begin(part.label());
            boolean measured = measured(part, measurement);
            if (ended.get()) {
                return false;
            }
            all &= measured;
            report.write(json, settings);
        }
        return all;
    }

    private boolean measured(Part part, Measurement measurement) throws InterruptedException {
        try {
            measurement.measure(part);
            return true;
        } catch (IOException | SQLException | RuntimeException e) {
            if (!ended.get()) {
                report.failed(NodePulse.reason(e));
            }
            return false;
        }
    }

    /** Begins no other part: what they need is being ended. */
    void end() {
        ended.set(true);
    }
}
