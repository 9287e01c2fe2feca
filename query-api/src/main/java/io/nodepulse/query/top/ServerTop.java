package io.nodepulse.query.top;

import io.nodepulse.query.answer.EntityTag;
import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.usage.ProcessTotal;
import io.nodepulse.query.usage.WatchedWindow;
import io.nodepulse.query.window.Window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What one server's processes add up to over a range.
 *
 * @param generation of the tables that were read
 * @param names of the processes, in the order of {@code processes}
 */
record ServerTop(
        KnownServer server,
        Window window,
        @Nullable Instant asOf,
        @Nullable Integer cpuCores,
        long generation,
        long coveredMillis,
        List<ProcessTotal> processes,
        String[] names) {

    TopAnswer answer(TopQuestion question) {
        long lastScrapeMillis =
                processes.stream().mapToLong(ProcessTotal::lastSampleMillis).max().orElse(0);
        WatchedWindow watched = new WatchedWindow(coveredMillis, lastScrapeMillis, cpuCores);
        return new TopAnswer(
                server.id(),
                question.metric().word(),
                question.hours(),
                window.from(),
                window.reached(asOf),
                asOf,
                Figures.share(coveredMillis, window.elapsed(asOf).toMillis()),
                Figures.secondsOf(coveredMillis),
                Figures.timeOrNull(lastScrapeMillis),
                cpuCores,
                window.coarser(),
                window.keptSince(),
                new Ranking(question.metric(), processes, names).first(question, watched));
    }

    /** Equal for equal answers to the same question. */
    String entityTag() {
        return EntityTag.of(window, asOf, cpuCores, generation);
    }
}
