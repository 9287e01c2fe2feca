package io.nodepulse.query.top;

import io.nodepulse.query.answer.Answer;
import io.nodepulse.query.answer.Answers;
import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.WindowReader;
import io.nodepulse.query.readmodel.WindowRows;
import io.nodepulse.query.usage.ProcessTotal;
import io.nodepulse.query.window.BucketTier;

import java.time.Instant;
import java.util.List;

/** Reads what processes add up to from the read model, past all answers in memory. Thread-safe. */
public record TopReader(WindowReader reader, ProcessDictionary names, Answers answers) {

    /** The answer as it is sent. */
    public Answer answer(KnownServer server, TopQuestion question, Instant now) {
        ServerTop top = read(server, question, now);
        return answers.write(top.answer(question), top.entityTag());
    }

    ServerTop read(KnownServer server, TopQuestion question, Instant now) {
        WindowRows rows =
                reader.read(
                        server,
                        question.by(),
                        kept -> question.range().round(now, server.grid(), kept),
                        window -> BucketTier.COARSEST,
                        question.metric().isOptional());
        ProcessTotals totals = new ProcessTotals(question.metric());
        for (BucketRow bucket : rows.buckets()) {
            totals.add(bucket);
        }
        List<ProcessTotal> processes = List.copyOf(totals.processes());
        int[] nameKeys = processes.stream().mapToInt(ProcessTotal::nameKey).toArray();
        return new ServerTop(
                server,
                rows.window(),
                rows.asOf(),
                rows.cpuCores(),
                rows.generation(),
                totals.coveredMillis(),
                processes,
                names.names(nameKeys));
    }
}
