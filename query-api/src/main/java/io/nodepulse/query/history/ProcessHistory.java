package io.nodepulse.query.history;

import io.nodepulse.query.answer.EntityTag;
import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.readmodel.WindowRows;
import io.nodepulse.query.window.Grid;
import io.nodepulse.query.window.Window;

import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One process's buckets of a window, added up into the steps of that window. */
record ProcessHistory(
        KnownServer server,
        HistoryQuestion question,
        Window window,
        Steps steps,
        WindowRows rows,
        PointTotal[] totals) {

    static ProcessHistory read(
            KnownServer server,
            HistoryQuestion question,
            Instant now,
            WindowReader reader,
            ProcessDictionary names) {
        Window window = question.range().round(now, server.grid());
        Steps steps = Steps.of(window, question.points());
        WindowRows rows = reader.read(server, window, steps.tier());
        PointTotal[] totals =
                Stream.generate(PointTotal::new).limit(steps.count()).toArray(PointTotal[]::new);
        names.key(question.name())
                .ifPresent(nameKey -> addUp(nameKey, rows, window.grid(), steps, totals));
        return new ProcessHistory(server, question, window, steps, rows, totals);
    }

    private static void addUp(
            int nameKey, WindowRows rows, Grid grid, Steps steps, PointTotal[] totals) {
        for (BucketRow bucket : rows.buckets()) {
            int row = bucket.rowOf(nameKey);
            int step = steps.indexOf(grid.floor(Instant.ofEpochMilli(bucket.startMillis())));
            // An agent's clock may be ahead of ours; its last minutes show when they have come.
            if (row >= 0 && step < totals.length) {
                totals[step].add(bucket, row);
            }
        }
    }

    HistoryAnswer answer() {
        Instant asOf = rows.asOf();
        long coveredMillis = rows.buckets().stream().mapToLong(BucketRow::coveredMillis).sum();
        return new HistoryAnswer(
                server.id(),
                question.name(),
                window.from(),
                window.reached(asOf),
                steps.minutes() * 60,
                asOf,
                Figures.share(coveredMillis, window.elapsed(asOf).toMillis()),
                IntStream.range(0, totals.length).mapToObj(this::point).toList());
    }

    private HistoryPoint point(int index) {
        Instant at = window.grid().toInstant(steps.start(index));
        return totals[index].figures(at, rows.cpuCores());
    }

    /** Equal for equal answers to the same question. */
    String entityTag() {
        return EntityTag.of(window, rows.asOf(), rows.cpuCores(), rows.generation());
    }
}
