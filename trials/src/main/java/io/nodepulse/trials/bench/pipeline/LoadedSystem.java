package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.trials.bench.load.GeneratedFleet;
import io.nodepulse.trials.bench.load.HttpLoad;
import io.nodepulse.trials.bench.load.Pace;
import io.nodepulse.trials.bench.load.PushCaller;
import io.nodepulse.trials.bench.report.Report;

import java.time.Duration;
import java.util.List;

/** A system and the fleet that pushes to it, one load after the other. Used by one thread. */
final class LoadedSystem {

    /** From so many waiting events on the load is held back; less than a batch would starve it. */
    private static final long HOLD_ABOVE = 100_000;

    private static final int CONNECTIONS = 64;
    private static final int LOOK_MILLIS = 100;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);
    private static final Duration STEP_OF_FILLING = Duration.ofSeconds(1);
    private static final double NANOS_PER_SECOND = 1e9;

    private final BenchSystem system;
    private final GeneratedFleet fleet;
    private final Report report;
    private int nextScrape;

    /**
     * @param ago when the first scrapes were made: the fleet's clock goes as fast as it can push
     */
    LoadedSystem(BenchSystem system, int servers, long seed, Duration ago, Report report) {
        this.system = system;
        this.report = report;
        report.say("Registering %,d servers", servers);
        this.fleet = system.register("bench", servers, seed, ago);
    }

    BenchSystem system() {
        return system;
    }

    GeneratedFleet fleet() {
        return fleet;
    }

    /**
     * What a time under load came to.
     *
     * @param samplesPerSecond that reached the read model
     * @param mostWaiting most events that were in the store and not yet in the read model
     * @param repeated pushes that had to be sent again
     * @param loadCpu CPU time of the load generator, a part of the services' in {@code cpu}
     */
    record Sustained(
            double seconds,
            double samplesPerSecond,
            long mostWaiting,
            long waitingAtEnd,
            int repeated,
            Cpu cpu,
            Duration loadCpu) {}

    /** A load that goes on until it is closed. */
    final class Pushing implements AutoCloseable {

        private final Pace pace;
        private final List<PushCaller> callers;
        private final HttpLoad load;

        private Pushing(Pace pace, int end) {
            this.pace = pace;
            this.callers = PushCaller.of(fleet, pace, CONNECTIONS, nextScrape, end);
            this.load = HttpLoad.start("pushes", system.address(), callers);
        }

        /** Goes on for that long, and holds the load back while the projection is far behind. */
        Sustained sustain(Duration time) throws InterruptedException {
            long startNanos = System.nanoTime();
            Cpu cpuBefore = system.cpu();
            long loadBefore = load.cpuNanos();
            Lag first = Lag.now(system.api());
            Lag last = first;
            long mostWaiting = first.waiting();
            long nextLine = startNanos + BETWEEN_LINES.toNanos();
            while (System.nanoTime() - startNanos < time.toNanos()) {
                Thread.sleep(LOOK_MILLIS);
                load.check();
                last = Lag.now(system.api());
                pace.hold(last.waiting() > HOLD_ABOVE);
                mostWaiting = Math.max(mostWaiting, last.waiting());
                if (System.nanoTime() > nextLine) {
                    nextLine += BETWEEN_LINES.toNanos();
                    say(first, last, startNanos);
                }
            }
            double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            return new Sustained(
                    seconds,
                    (last.projected() - first.projected()) / seconds,
                    mostWaiting,
                    last.waiting(),
                    callers.stream().mapToInt(PushCaller::repeated).sum(),
                    system.cpu().since(cpuBefore),
                    Duration.ofNanos(load.cpuNanos() - loadBefore));
        }

        private void say(Lag first, Lag last, long startNanos) {
            double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            report.say(
                    "  %,.0f samples/s so far, %,d events wait",
                    (last.projected() - first.projected()) / seconds, last.waiting());
        }

        private boolean isDone() {
            return callers.stream().allMatch(PushCaller::isDone);
        }

        void check() {
            load.check();
        }

        @Override
        public void close() {
            load.close();
            nextScrape = callers.stream().mapToInt(PushCaller::scrape).max().orElse(0) + 1;
        }
    }

    Pushing push(Pace pace) {
        return new Pushing(pace, Integer.MAX_VALUE);
    }

    /** Pushes whole rounds until there are that many events, and waits until all are projected. */
    void fill(long events) throws InterruptedException {
        Lag lag = Lag.now(system.api());
        long missing = events - lag.projected() - lag.waiting();
        if (missing > 0) {
            report.say("Filling the event store up to %,d events", events);
            int rounds =
                    Math.ceilDiv(Math.toIntExact(missing), fleet.size() * GeneratedFleet.GROUPS);
            try (Pushing pushing = new Pushing(Pace.unlimited(), nextScrape + rounds)) {
                while (!pushing.isDone()) {
                    pushing.sustain(STEP_OF_FILLING);
                }
            }
        }
        drain();
    }

    /** Waits until everything is in the read model. */
    void drain() throws InterruptedException {
        while (Lag.now(system.api()).waiting() > 0) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
