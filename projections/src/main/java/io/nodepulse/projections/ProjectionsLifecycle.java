package io.nodepulse.projections;

import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.stream.Projection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts the projections with the application, and lets them finish their batches at its end. */
final class ProjectionsLifecycle implements SmartLifecycle {

    private static final long STOP_SECONDS = 10;
    private static final Logger log = LoggerFactory.getLogger(ProjectionsLifecycle.class);

    private final List<Projection> projections;
    private final PartitionKeeper keeper;
    private final ScheduledExecutorService keeping =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("partition-keeper").factory());
    private volatile boolean running;

    ProjectionsLifecycle(List<Projection> projections, PartitionKeeper keeper) {
        this.projections = projections;
        this.keeper = keeper;
    }

    @Override
    public void start() {
        keeper.keep();
        long period = PartitionKeeper.period().toSeconds();
        keeping.scheduleWithFixedDelay(this::keep, period, period, TimeUnit.SECONDS);
        projections.forEach(Projection::start);
        running = true;
    }

    /** A failure is tried again a period later; partitions are made a day ahead. */
    private void keep() {
        try {
            keeper.keep();
        } catch (RuntimeException e) {
            log.warn("Partitions could not be kept", e);
        }
    }

    @Override
    public void stop() {
        keeping.shutdownNow();
        CompletableFuture.allOf(
                        projections.stream()
                                .map(Projection::stop)
                                .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
