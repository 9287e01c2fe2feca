package io.nodepulse.launcher.export;

import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.launcher.NodePulse;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What an export said, and what it left in its folder. */
record Exported(int code, String out, String err, Path folder) {

    static Exported run(Path stock, Path folder, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = NodePulse.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("export", stock.toString(), "--into", folder.toString()));
        arguments.addAll(List.of(more));
        int code = line.execute(arguments.toArray(String[]::new));
        return new Exported(code, out.toString(), err.toString(), folder);
    }

    /** A row as somebody else reads it. */
    record Row(MadeShard.Row sample, @Nullable String serverName, String day, String server) {}

    List<Row> rows() throws SQLException {
        return DuckDb.rows(
                Exported::row,
                """
                SELECT *, epoch_ms(scraped_at) AS millis
                FROM read_parquet('%s', hive_partitioning = true) ORDER BY shard, sequence
                """
                        .formatted(glob()));
    }

    String glob() {
        return folder + "/**/*.parquet";
    }

    private static Row row(ResultSet row) throws SQLException {
        ProcessSampled event =
                new ProcessSampled(
                        UUID.fromString(row.getString("server_id")),
                        Instant.ofEpochMilli(row.getLong("millis")),
                        row.getString("process_name"),
                        row.getInt("num_procs"),
                        row.getDouble("cpu_seconds"),
                        row.getLong("resident_bytes"),
                        figures(row));
        return new Row(
                new MadeShard.Row(row.getInt("shard"), row.getLong("sequence"), event),
                row.getString("server_name"),
                row.getString("day"),
                row.getString("server"));
    }

    private static Map<ProcessMetric, Double> figures(ResultSet row) throws SQLException {
        Map<ProcessMetric, Double> figures = new EnumMap<>(ProcessMetric.class);
        for (ProcessMetric metric : ProcessMetric.values()) {
            double value = row.getDouble(metric.field());
            if (!row.wasNull()) {
                figures.put(metric, value);
            }
        }
        return figures;
    }

    /** The samples, in the order of their sequences. */
    List<MadeShard.Row> samples() throws SQLException {
        return rows().stream().map(Row::sample).toList();
    }

    /** What is in the folder, below it. */
    Collection<String> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
