package io.nodepulse.trials.weaknesses;

import io.nodepulse.trials.weaknesses.WeaknessReport.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report as lines of a terminal: a table, and what it rests on. */
final class ReportLines {

    /** So many damaged records are named; {@code --json} names all. */
    private static final int NAMED = 20;

    private static final List<String> HEAD =
            List.of("COMPONENT", "VERSION", "WEAKNESS", "SEVERITY", "FIXED IN", "");

    private static final String NONE = "-";

    private ReportLines() {}

    static List<String> of(WeaknessReport report) {
        List<String> lines = new ArrayList<>();
        if (!report.weaknesses().isEmpty()) {
            lines.addAll(table(report.weaknesses()));
            lines.add("");
        }
        lines.add("Looked at: " + lookedAt(report));
        addDatabase(lines, report);
        report.notLookedAt().forEach(each -> lines.add("Not looked at: " + each));
        report.unusedAcceptances()
                .forEach(
                        each ->
                                lines.add(
                                        "Accepted, but not found: %s of %s"
                                                .formatted(each.name(), each.packageUrl())));
        lines.add(
                "Known weaknesses: %d%s"
                        .formatted(
                                report.counted(),
                                report.accepted() == 0
                                        ? ""
                                        : ", and %d that are accepted"
                                                .formatted(report.accepted())));
        return lines;
    }

    private static List<String> table(List<Row> weaknesses) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        weaknesses.forEach(each -> rows.add(cells(each)));
        List<Integer> widths =
                IntStream.range(0, HEAD.size())
                        .mapToObj(
                                column ->
                                        rows.stream()
                                                .mapToInt(row -> row.get(column).length())
                                                .max()
                                                .orElseThrow())
                        .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " ".repeat(widths.get(i) - row.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.component(),
                row.version(),
                String.join(" ", row.names()),
                row.severity().isEmpty() ? NONE : row.severity(),
                row.fixedIn().isEmpty() ? NONE : String.join(", ", row.fixedIn()),
                acceptance(row));
    }

    private static String acceptance(Row row) {
        var accepted = row.accepted();
        if (accepted == null) {
            return "";
        }
        return (row.counts() ? "no longer accepted since %s: %s" : "accepted until %s: %s")
                .formatted(accepted.until(), accepted.reason());
    }

    private static String lookedAt(WeaknessReport report) {
        List<String> parts = new ArrayList<>();
        report.lookedAt().forEach((name, count) -> parts.add(count + " of " + name));
        report.engines().forEach(each -> parts.add(each.name() + " " + each.version()));
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private static void addDatabase(List<String> lines, WeaknessReport report) {
        var database = report.database();
        if (database == null) {
            lines.add(
                    "No database: only the engines' own table was asked. --database takes a folder"
                            + " with records of the OSV schema, such as all.zip of Maven and of npm:"
                            + " https://google.github.io/osv.dev/data/");
            return;
        }
        database.holdings()
                .forEach(
                        (name, holding) ->
                                lines.add(
                                        "Database: records of %s: %d, the newest of %s"
                                                .formatted(
                                                        name, holding.count(), holding.newest())));
        lines.add("Database: withdrawn records: %d".formatted(database.withdrawn()));
        if (!database.damaged().isEmpty()) {
            lines.add("Database: DAMAGED records: %d".formatted(database.damaged().size()));
            database.damaged().entrySet().stream()
                    .limit(NAMED)
                    .forEach(each -> lines.add("  " + each.getKey() + ": " + each.getValue()));
        }
    }
}
