package io.nodepulse.audit.history;

import io.nodepulse.audit.export.CsvText;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.Figure;
import io.nodepulse.events.FigureSample;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.Metric;
import io.nodepulse.events.MetricIndex;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.store.history.HistoryItem;

import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * History as CSV (RFC 4180), written as it is read. The first line names the columns: one row a
 * sample. Names that a spreadsheet would take for a formula get a leading apostrophe, what cannot
 * be seen in a name is written out.
 */
final class CsvHistory {

    private final Exporter exporter;
    private final OutputStream out;

    /**
     * @param exporter whose samples they are
     */
    CsvHistory(Exporter exporter, OutputStream out) {
        this.exporter = exporter;
        this.out = out;
    }

    void rows(Iterator<HistoryItem> items) throws IOException {
        Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.append(header()).append(CsvText.LINE_END);
        while (items.hasNext()) {
            csv.append(row(items.next())).append(CsvText.LINE_END);
        }
        csv.flush();
    }

    private String header() {
        String figures =
                exporter.groups()
                        .map(
                                form ->
                                        "%s,num_procs,cpu_seconds,%s,%s"
                                                .formatted(
                                                        form.nameField(),
                                                        form.memoryField(),
                                                        fields(ProcessMetric.INDEX)))
                        .orElseGet(() -> fields(exporter.figures().orElseThrow()));
        return "shard,sequence,server_id,sampled_at," + figures;
    }

    private static String fields(MetricIndex<?> metrics) {
        return metrics.metrics().stream().map(Metric::field).collect(Collectors.joining(","));
    }

    private static String row(HistoryItem item) {
        String place = item.shard() + "," + item.sequence() + ",";
        return switch (item) {
            case HistoryItem.Recorded recorded -> {
                String when =
                        recorded.sample().serverId() + "," + recorded.sample().sampledAt() + ",";
                yield place
                        + when
                        + switch (recorded.sample()) {
                            case GroupSample group -> figures(group);
                            case FigureSample sample -> figures(sample);
                        };
            }
            case HistoryItem.Erased erased ->
                    place
                            + erased.erasure().serverId()
                            + ",,"
                            + CsvText.quoted(erased.erasure().toString());
            case HistoryItem.Unreadable unreadable ->
                    place + ",," + CsvText.quoted("unreadable: " + unreadable.reason());
        };
    }

    private static String figures(GroupSample group) {
        return CsvText.quoted(group.name())
                + ","
                + group.numProcs()
                + ","
                + group.cpuSeconds()
                + ","
                + group.memoryBytes()
                + ProcessMetric.INDEX.metrics().stream()
                        .map(metric -> "," + text(metric, group.figures().get(metric)))
                        .collect(Collectors.joining());
    }

    /** Nothing where it is not known. */
    private static String text(ProcessMetric metric, @Nullable Double value) {
        if (value == null) {
            return "";
        }
        boolean whole = metric.figure().type() == Figure.Type.WHOLE;
        return whole ? Long.toString(value.longValue()) : value.toString();
    }

    private static String figures(FigureSample sample) {
        return metrics(sample)
                .map(metric -> sample.values().get(metric))
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining(","));
    }

    private static Stream<? extends Metric> metrics(FigureSample sample) {
        return sample.exporter().figures().stream().flatMap(table -> table.metrics().stream());
    }
}
