package io.nodepulse.trials.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A whole system whose parts can be broken and brought back. */
interface Victims extends AutoCloseable {

    String ADMIN_TOKEN = "admin-of-the-torture";

    List<? extends Part> valkeys();

    PostgresPart postgres();

    /** All take pushes and project; the first has the audit. */
    List<ServicesPart> services();

    /** The one that has the audit, and makes segments. */
    default ServicesPart audited() {
        return services().getFirst();
    }

    SegmentsPart segments();

    /** The pairs of the cluster, none where there is but one Valkey. */
    List<Pair> pairs();

    /** Whether a failover may lose what was acknowledged, as long as the loss is named. */
    boolean mayLose();

    /** Waits until the event store is as it was before the last fault. */
    void awaitWhole();

    default List<String> addresses() {
        return services().stream().map(ServicesPart::address).toList();
    }

    /** Where the audit answers. */
    default String auditAddress() {
        return audited().address();
    }

    default void awaitServices(Duration timeout) {
        services().forEach(instance -> instance.awaitReady(timeout));
    }

    default boolean haveSmallDisks() {
        return segments().disk().isPresent()
                && Stream.concat(valkeys().stream(), Stream.of(postgres()))
                        .allMatch(part -> part.disk().isPresent());
    }

    /** PostgreSQL is the same in all of them. */
    static PostgresPart startPostgres(Path directory, Started started)
            throws IOException, InterruptedException {
        Path home = directory.resolve("postgres");
        return started.add(
                PostgresPart.start(
                        home,
                        started.disk(home, PostgresPart.DISK_MEGABYTES),
                        directory.resolve("copies/postgres")));
    }

    @Override
    void close() throws IOException;
}
