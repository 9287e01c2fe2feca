package io.nodepulse.projections;

import io.nodepulse.projections.dictionary.NameSweep;
import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.rebuild.Rebuilds;
import io.nodepulse.projections.removal.HistoryRemoval;
import io.nodepulse.projections.status.ProjectionMeters;
import io.nodepulse.projections.status.ProjectionStatus;
import io.nodepulse.projections.status.ProjectionsHealth;
import io.nodepulse.projections.status.StatusReader;
import io.nodepulse.projections.stream.PositionKeeper;
import io.nodepulse.projections.stream.Projection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts the projections with the application, does their housekeeping, and lets them finish their
 * batches at its end. What fails is done again a period later.
 */
final class ProjectionsLifecycle implements SmartLifecycle {

    private static final Duration REBUILD_PERIOD = Duration.ofMillis(200);
    private static final Duration REMOVAL_PERIOD = Duration.ofSeconds(1);
    private static final Duration STATUS_PERIOD = Duration.ofSeconds(1);
    private static final long STOP_SECONDS = 8;
    private static final Logger log = LoggerFactory.getLogger(ProjectionsLifecycle.class);

    private final List<Projection> projections;
    private final PartitionKeeper keeper;
    private final NameSweep names;
    private final Rebuilds rebuilds;
    private final HistoryRemoval removal;
    private final StatusReader statuses;
    private final ProjectionMeters meters;
    private final ProjectionsHealth health;
    private final PositionKeeper positions;
    private final ScheduledExecutorService housekeeping =
            Executors.newScheduledThreadPool(
                    4, Thread.ofPlatform().daemon().name("projections-", 0).factory());
    private volatile boolean running;

    ProjectionsLifecycle(
            List<Projection> projections,
            PartitionKeeper keeper,
            NameSweep names,
            Rebuilds rebuilds,
            HistoryRemoval removal,
            StatusReader statuses,
            ProjectionMeters meters,
            ProjectionsHealth health,
            PositionKeeper positions) {
        this.projections = projections;
        this.keeper = keeper;
        this.names = names;
        this.rebuilds = rebuilds;
        this.removal = removal;
        this.statuses = statuses;
        this.meters = meters;
        this.health = health;
        this.positions = positions;
    }

    @Override
    public void start() {
        keeper.keep();
        projections.forEach(Projection::start);
        every(PartitionKeeper.PERIOD, "Keeping partitions", keeper::keep);
        every(NameSweep.PERIOD, "Sweeping the dictionary of names", names::sweep);
        every(REBUILD_PERIOD, "Advancing rebuilds", rebuilds::advance);
        every(REMOVAL_PERIOD, "Removing histories", removal::advance);
        every(STATUS_PERIOD, "Looking at the projections", this::look);
        running = true;
    }

    private void every(Duration period, String what, Runnable work) {
        var _ =
                housekeeping.scheduleWithFixedDelay(
                        () -> attempt(what, work),
                        period.toMillis(),
                        period.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            // Whatever is thrown further would be the last of it.
            log.warn("{} failed, and is tried again: {}", what, e.toString());
        }
    }

    /** Keeps the positions, and shows how all stands. */
    private void look() {
        List<Projection> all = new ArrayList<>(projections);
        all.addAll(rebuilds.underWay());
        positions.keep(all);
        List<ProjectionStatus> found = statuses.read();
        meters.take(found);
        health.take(found);
    }

    @Override
    public void stop() {
        housekeeping.shutdownNow();
        CompletableFuture<Void> served =
                CompletableFuture.allOf(
                        projections.stream()
                                .map(Projection::stop)
                                .toArray(CompletableFuture[]::new));
        rebuilds.close();
        served.completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
