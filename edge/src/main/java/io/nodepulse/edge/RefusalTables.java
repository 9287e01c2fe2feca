package io.nodepulse.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tables of all modules that share this program. Thread-safe. */
final class RefusalTables {

    private static final Logger log = LoggerFactory.getLogger(RefusalTables.class);

    private final List<RefusalTable> tables;
    private final FailureLog failures;

    RefusalTables(List<RefusalTable> tables, FailureLog failures) {
        this.failures = failures;
        this.tables = new ArrayList<>(tables);
        this.tables.sort(Comparator.comparing(RefusalTable::isOfAll));
    }

    /**
     * What is answered to an exception of a controller of that package, which is then counted. A
     * failure that stands in no table is nothing that the caller should read; the log has it all.
     *
     * @param call names the request in the log
     */
    Refused answer(Throwable failure, String controllersPackage, String call) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return counted(refused, controllersPackage);
            }
            for (RefusalTable table : tables) {
                Optional<Refused> refused =
                        table.covers(controllersPackage) ? table.find(cause) : Optional.empty();
                if (refused.isPresent()) {
                    log.debug("{} is refused", call, failure);
                    return counted(refused.get(), controllersPackage);
                }
            }
        }
        failures.write(log, Level.ERROR, call, failure);
        return counted(Refused.unforeseen(), controllersPackage);
    }

    private Refused counted(Refused refused, String controllersPackage) {
        tables.stream()
                .filter(table -> table.covers(controllersPackage))
                .flatMap(table -> table.counter().stream())
                .distinct()
                .forEach(counter -> counter.count(refused));
        return refused;
    }
}
