package io.nodepulse.query.history;

import io.nodepulse.query.answer.EntityTag;
import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.readmodel.WindowRows;
import io.nodepulse.query.usage.ProcessTotal;
import io.nodepulse.query.usage.ProcessUsage;
import io.nodepulse.query.usage.WatchedWindow;
import io.nodepulse.query.window.Grid;
import io.nodepulse.query.window.Window;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One process's buckets of a window, added up into the steps of that window. */
record ProcessHistory(
        KnownServer server,
        HistoryQuestion question,
        Window window,
        Steps steps,
        WindowRows rows,
        ProcessTotal total,
        PointTotal[] totals) {

    static ProcessHistory read(
            KnownServer server,
            HistoryQuestion question,
            Instant now,
            WindowReader reader,
            ProcessDictionary names) {
        WindowRows rows =
                reader.read(
                        server,
                        question.by(),
                        kept -> question.range().round(now, server.grid(), kept),
                        window -> Steps.of(window, question.points()).tier(),
                        question.metric().isOptional());
        Window window = rows.window();
        Steps steps = Steps.of(window, question.points());
        PointTotal[] totals =
                Stream.generate(() -> new PointTotal(question.metric()))
                        .limit(steps.count())
                        .toArray(PointTotal[]::new);
        OptionalInt nameKey = names.key(question.name());
        ProcessTotal total = new ProcessTotal(nameKey.orElse(0), question.metric());
        nameKey.ifPresent(key -> addUp(key, rows, window.grid(), steps, total, totals));
        return new ProcessHistory(server, question, window, steps, rows, total, totals);
    }

    private static void addUp(
            int nameKey,
            WindowRows rows,
            Grid grid,
            Steps steps,
            ProcessTotal total,
            PointTotal[] totals) {
        for (BucketRow bucket : rows.buckets()) {
            int row = bucket.rowOf(nameKey);
            if (row >= 0) {
                total.add(bucket, row);
                int step = steps.indexOf(grid.floor(Instant.ofEpochMilli(bucket.startMillis())));
                // An agent's clock may be ahead of ours; its last minutes show when they have come.
                if (step < totals.length) {
                    totals[step].add(bucket, row);
                }
            }
        }
    }

    HistoryAnswer answer() {
        Instant asOf = rows.asOf();
        long coveredMillis = rows.buckets().stream().mapToLong(BucketRow::coveredMillis).sum();
        long lastScrapeMillis =
                rows.buckets().stream().mapToLong(BucketRow::lastSampleMillis).max().orElse(0);
        WatchedWindow watched = new WatchedWindow(coveredMillis, lastScrapeMillis, rows.cpuCores());
        return new HistoryAnswer(
                server.id(),
                question.name(),
                window.from(),
                window.reached(asOf),
                steps.minutes() * 60,
                asOf,
                Figures.share(coveredMillis, window.elapsed(asOf).toMillis()),
                Figures.secondsOf(coveredMillis),
                Figures.timeOrNull(lastScrapeMillis),
                steps.coarser(window),
                window.keptSince(),
                total.isEmpty() ? null : ProcessUsage.of(question.name(), total, watched),
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
