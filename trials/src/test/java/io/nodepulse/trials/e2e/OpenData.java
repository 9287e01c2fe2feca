package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.launcher.NodePulse;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was exported of segments, asked by DuckDB with the query of the documents. */
record OpenData(Path folder) {

    /** A line of the answer, as the API rounds it. */
    record Line(
            String name,
            double avgCpuPercent,
            double runningCpuPercent,
            double cpuSeconds,
            double coveredSeconds) {

        static Line of(JsonNode process) {
            return new Line(
                    process.get("name").stringValue(),
                    process.get("avg_cpu_percent").asDouble(),
                    process.get("running_cpu_percent").asDouble(),
                    process.get("cpu_seconds").asDouble(),
                    process.get("covered_seconds").asDouble());
        }
    }

    static OpenData export(Path segments, Path folder) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int code =
                NodePulse.commandLine()
                        .setOut(out)
                        .setErr(out)
                        .execute("export", segments.toString(), "--into", folder.toString());
        assertThat(code).as(said::toString).isZero();
        return new OpenData(folder);
    }

    /** The top 10 by CPU. */
    List<Line> top(String server, Instant from, Instant to) throws SQLException, IOException {
        List<Line> lines = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET VARIABLE files = '%s/**/*.parquet'".formatted(folder));
            statement.execute("SET VARIABLE server = '%s'".formatted(server));
            statement.execute("SET VARIABLE from_ms = %d".formatted(from.toEpochMilli()));
            statement.execute("SET VARIABLE to_ms = %d".formatted(to.toEpochMilli()));
            try (ResultSet row = statement.executeQuery(documented())) {
                while (row.next()) {
                    lines.add(
                            new Line(
                                    row.getString("process_name"),
                                    row.getDouble("avg_cpu_percent"),
                                    row.getDouble("running_cpu_percent"),
                                    row.getDouble("cpu_seconds"),
                                    row.getDouble("covered_seconds")));
                }
            }
        }
        return lines;
    }

    private static String documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "open-data.md"));
        int start = page.indexOf("WITH sample AS");
        return page.substring(start, page.indexOf("```", start));
    }
}
