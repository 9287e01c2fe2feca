package io.nodepulse.query.top;

import io.nodepulse.query.answer.EntityTag;
import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessNames;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.readmodel.WindowRows;
import io.nodepulse.query.window.Tier;
import io.nodepulse.query.window.Window;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What one server's processes add up to over a range.
 *
 * @param names of the processes, in the order of {@code processes}
 */
record ServerTop(
        KnownServer server,
        Window window,
        @Nullable Instant asOf,
        @Nullable Integer cpuCores,
        long coveredMillis,
        List<ProcessTotal> processes,
        String[] names) {

    static ServerTop read(
            KnownServer server,
            TopQuestion question,
            Instant now,
            WindowReader reader,
            ProcessNames dictionary) {
        Window window = question.range().round(now, server.grid());
        WindowRows rows = reader.read(server, window, Tier.DAY);
        ProcessTotals totals = new ProcessTotals();
        for (BucketRow bucket : rows.buckets()) {
            totals.add(bucket);
        }
        List<ProcessTotal> processes = List.copyOf(totals.processes());
        int[] nameKeys = processes.stream().mapToInt(ProcessTotal::nameKey).toArray();
        return new ServerTop(
                server,
                window,
                rows.asOf(),
                rows.cpuCores(),
                totals.coveredMillis(),
                processes,
                dictionary.names(nameKeys));
    }

    TopAnswer answer(TopQuestion question) {
        return new TopAnswer(
                server.id(),
                question.metricWord(),
                question.hours(),
                window.from(),
                window.reached(asOf),
                asOf,
                Figures.share(coveredMillis, window.elapsed(asOf).toMillis()),
                cpuCores,
                new Ranking(question.metric(), processes, names, cpuCores).first(question.limit()));
    }

    /** Equal for equal answers to the same question. */
    String entityTag() {
        return EntityTag.of(window, asOf, cpuCores);
    }
}
