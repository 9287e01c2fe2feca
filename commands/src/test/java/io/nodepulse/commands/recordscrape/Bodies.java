package io.nodepulse.commands.recordscrape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;

/** Bodies of pushes, for tests. */
final class Bodies {

    private Bodies() {}

    /** A recent instant in the resolution of scrapes. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** One scrape of two process groups, in the nested form. */
    static String nested(Instant at) {
        return """
        {"process_exporter": [{"timestamp": "%s", "processes": [
          {"name": "nginx", "num_procs": 4, "cpu_seconds": 1234.5, "memory_bytes": 102400000},
          {"name": "postgres", "num_procs": 8, "cpu_seconds": 5678.9, "memory_bytes": 512000000}
        ]}]}"""
                .formatted(at);
    }

    /** The same in the flat form, with host figures. */
    static String flat(Instant at) {
        return """
        {"node_exporter": [{"timestamp": "%1$s", "cpu_idle_seconds": 7.5, "processes_running": 2}],
         "process_exporter": [
          {"timestamp": "%1$s", "name": "nginx", "num_procs": 4, "cpu_seconds_total": 1234.5,
           "memory_bytes": 102400000},
          {"timestamp": "%1$s", "name": "postgres", "num_procs": 8, "cpu_seconds_total": 5678.9,
           "memory_bytes": 512000000}]}"""
                .formatted(at);
    }

    /** One scrape of that many process groups, in the nested form; no two scrapes look alike. */
    static String many(Instant at, int groups) {
        StringJoiner rows = new StringJoiner(",");
        for (int i = 0; i < groups; i++) {
            rows.add(
                    "{\"name\": \"p%d-%d\", \"num_procs\": 1, \"cpu_seconds\": %d.5, \"memory_bytes\": %d}"
                            .formatted(i, at.getEpochSecond(), i, 4096L * i));
        }
        return "{\"process_exporter\": [{\"timestamp\": \"%s\", \"processes\": [%s]}]}"
                .formatted(at, rows);
    }

    static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
