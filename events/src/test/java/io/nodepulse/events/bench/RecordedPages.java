package io.nodepulse.events.bench;

import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * What a real process_exporter 0.7.10 reported every 15 s on a machine that ran some 180 small
 * workers under the names of common servers, builds, databases and browsers; processes come and go.
 * {@code busy-server.tsv.gz} has a line {@code @<ms since 1970>} per page, then {@code name,
 * number, CPU seconds, resident bytes} per group. {@code busy-figures.tsv.gz} is what the agent
 * read of /proc on a machine that built software, with the optional figures behind, in the order of
 * {@link ProcessMetric}; nothing stands for what is not known.
 */
final class RecordedPages {

    private static final int PLAIN_FIELDS = 4;

    private final List<List<ProcessSampled>> pages;

    private RecordedPages(List<List<ProcessSampled>> pages) {
        this.pages = pages;
    }

    static RecordedPages load() throws IOException {
        return load("/recorded/busy-server.tsv.gz");
    }

    static RecordedPages withFigures() throws IOException {
        return load("/recorded/busy-figures.tsv.gz");
    }

    private static RecordedPages load(String resource) throws IOException {
        List<List<ProcessSampled>> pages = new ArrayList<>();
        Instant at = Instant.EPOCH;
        try (InputStream in = RecordedPages.class.getResourceAsStream(resource);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Objects.requireNonNull(in)),
                                        StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.charAt(0) == '@') {
                    at = Instant.ofEpochMilli(Long.parseLong(line.substring(1)));
                    pages.add(new ArrayList<>());
                } else {
                    pages.getLast().add(sample(at, line.split("\t", -1)));
                }
            }
        }
        return new RecordedPages(pages);
    }

    private static ProcessSampled sample(Instant at, String[] fields) {
        return new ProcessSampled(
                new UUID(0, 0),
                at,
                fields[0],
                Integer.parseInt(fields[1]),
                Double.parseDouble(fields[2]),
                Long.parseLong(fields[3]),
                figures(fields));
    }

    private static Map<ProcessMetric, Double> figures(String[] fields) {
        Map<ProcessMetric, Double> figures = new EnumMap<>(ProcessMetric.class);
        for (ProcessMetric metric : ProcessMetric.values()) {
            int at = PLAIN_FIELDS + metric.ordinal();
            if (at < fields.length && !fields[at].isEmpty()) {
                figures.put(metric, Double.parseDouble(fields[at]));
            }
        }
        return figures;
    }

    int pages() {
        return pages.size();
    }

    long samples() {
        return pages.stream().mapToLong(List::size).sum();
    }

    /** That page as a scrape of that server. */
    List<ProcessSampled> page(int index, UUID server) {
        return pages.get(index).stream()
                .map(
                        sample ->
                                new ProcessSampled(
                                        server,
                                        sample.sampledAt(),
                                        sample.processName(),
                                        sample.numProcs(),
                                        sample.cpuSeconds(),
                                        sample.residentBytes(),
                                        sample.figures()))
                .toList();
    }
}
