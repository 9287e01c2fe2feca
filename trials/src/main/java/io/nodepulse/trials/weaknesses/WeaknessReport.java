package io.nodepulse.trials.weaknesses;

import io.nodepulse.trials.weaknesses.AcceptedWeaknesses.Acceptance;
import io.nodepulse.trials.weaknesses.WeaknessDatabase.Holding;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a run has found, as data: {@link ReportLines} tells it in a terminal, {@code --json} as it
 * is.
 *
 * @param weaknesses the worst first
 * @param lookedAt how many components, by ecosystem
 * @param engines those that the table of engines was asked for
 * @param notLookedAt what nothing can be said of, and why
 * @param unusedAcceptances those that concern nothing of what was found
 * @param database null where none was given
 */
record WeaknessReport(
        List<Row> weaknesses,
        Map<String, Integer> lookedAt,
        List<Engine> engines,
        List<String> notLookedAt,
        List<Acceptance> unusedAcceptances,
        @Nullable Read database) {

    /**
     * A weakness of a component.
     *
     * @param fixedIn the next versions without it; empty where none is known
     * @param counts whether nobody has accepted it, or no longer
     */
    record Row(
            String component,
            String version,
            String packageUrl,
            List<String> names,
            String severity,
            List<String> fixedIn,
            @Nullable Acceptance accepted,
            boolean counts) {

        static Row of(Weakness weakness, AcceptedWeaknesses accepted, LocalDate today) {
            Acceptance acceptance = accepted.of(weakness).orElse(null);
            return new Row(
                    weakness.component().fullName(),
                    weakness.component().version(),
                    weakness.component().packageUrl(),
                    weakness.names(),
                    weakness.severity(),
                    List.copyOf(weakness.fixed()),
                    acceptance,
                    acceptance == null || acceptance.isOver(today));
        }
    }

    record Engine(String name, String version) {}

    /**
     * The database, as far as it could be read.
     *
     * @param holdings how many records of which date, by ecosystem
     * @param damaged what is wrong with what could not be read, by its name
     */
    record Read(
            String folder,
            Map<String, Holding> holdings,
            long withdrawn,
            SequencedMap<String, String> damaged) {

        static Read of(Path folder, WeaknessDatabase database) {
            return new Read(
                    folder.toString(),
                    database.holdings(),
                    database.withdrawn(),
                    new LinkedHashMap<>(database.damaged()));
        }
    }

    long counted() {
        return weaknesses.stream().filter(Row::counts).count();
    }

    long accepted() {
        return weaknesses.size() - counted();
    }
}
