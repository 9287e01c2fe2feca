package io.nodepulse.trials.bench.load;

import io.nodepulse.launcher.CommandFailedException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Pushes the scrapes of every n-th server of a fleet, in turn and for ever: those of one server
 * thus go in order. However small the fleet is, no server pushes more often than ingest lets an
 * agent push.
 */
public final class PushCaller implements LoadCaller {

    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;

    /** Below the 20 of {@code nodepulse.ingest.pushes-per-second}. */
    private static final int ROUNDS_PER_SECOND = 15;

    private static final long SHORTEST_ROUND_NANOS = 1_000_000_000 / ROUNDS_PER_SECOND;

    private final GeneratedFleet fleet;
    private final Pace pace;
    private final int step;
    private final int end;
    private final LongSupplier nanoTime;
    private int server;
    private long roundNanos;
    private long notBeforeNanos;
    private volatile int scrape;
    private volatile boolean done;
    private volatile int repeated;

    /**
     * @param server the first that it pushes for; every {@code step}-th after it follows
     * @param scrape number of the first that it pushes
     * @param end one more than that of the last
     */
    PushCaller(
            GeneratedFleet fleet,
            Pace pace,
            int server,
            int step,
            int scrape,
            int end,
            LongSupplier nanoTime) {
        this.fleet = fleet;
        this.pace = pace;
        this.server = server;
        this.step = step;
        this.scrape = scrape;
        this.end = end;
        this.nanoTime = nanoTime;
        this.notBeforeNanos = nanoTime.getAsLong();
    }

    /**
     * Callers that share a fleet.
     *
     * @param begin number of the first scrape to push
     * @param end one more than that of the last
     */
    public static List<PushCaller> of(
            GeneratedFleet fleet, Pace pace, int callers, int begin, int end) {
        int count = Math.min(callers, fleet.size());
        List<PushCaller> all = new ArrayList<>();
        for (int first = 0; first < count; first++) {
            all.add(new PushCaller(fleet, pace, first, count, begin, end, System::nanoTime));
        }
        return all;
    }

    /** Whether all of its scrapes were taken. */
    public boolean isDone() {
        return done;
    }

    /** Number of the scrape that it pushes next. */
    public int scrape() {
        return scrape;
    }

    /** How many pushes the server could not take at once; they were sent again, as agents do. */
    public int repeated() {
        return repeated;
    }

    @Override
    public boolean request(ByteBuffer out) {
        long now = nanoTime.getAsLong();
        if (scrape == end || now - notBeforeNanos < 0 || !pace.mayGo()) {
            return false;
        }
        if (server < step) {
            roundNanos = now;
        }
        fleet.writePush(server, scrape, out);
        return true;
    }

    @Override
    public void answered(HttpAnswer answer, long nanos) {
        switch (answer.status()) {
            case ACCEPTED -> next();
            case UNAVAILABLE -> {
                repeated = repeated + 1;
                notBeforeNanos = nanoTime.getAsLong() + SHORTEST_ROUND_NANOS;
            }
            default ->
                    throw new CommandFailedException(
                            "A push was answered %d: %s".formatted(answer.status(), answer.body()));
        }
    }

    private void next() {
        server += step;
        if (server >= fleet.size()) {
            server %= step;
            scrape = scrape + 1;
            notBeforeNanos = roundNanos + SHORTEST_ROUND_NANOS;
        }
        done = scrape == end;
    }
}
