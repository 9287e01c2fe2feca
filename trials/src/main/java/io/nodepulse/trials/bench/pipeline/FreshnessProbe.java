package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.trials.bench.load.GeneratedFleet;
import io.nodepulse.trials.bench.load.HttpAnswer;
import io.nodepulse.trials.bench.load.LoadCaller;
import io.nodepulse.trials.bench.report.Latencies;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Pushes a scrape of its own server, asks {@code top} until it is there, rests, and so on. The rest
 * is random, so that it does not fall into step with what it measures.
 */
final class FreshnessProbe implements LoadCaller {

    private static final long LOOK_NANOS = 4_000_000;
    private static final int LONGEST_REST_MILLIS = 400;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;

    private final GeneratedFleet fleet;
    private final int server;
    private final Random random;
    private final Latencies latencies;
    private String asOf = "";
    private boolean visible = true;
    private boolean accepted;
    private int scrape;
    private long pushedNanos;
    private long nextNanos = System.nanoTime();

    FreshnessProbe(GeneratedFleet fleet, int server, long seed, Latencies latencies) {
        this.fleet = fleet;
        this.server = server;
        this.random = new Random(seed);
        this.latencies = latencies;
    }

    @Override
    public boolean request(ByteBuffer out) {
        long now = System.nanoTime();
        if (now < nextNanos) {
            return false;
        }
        if (visible) {
            push(out);
            pushedNanos = now;
        } else {
            fleet.writeGet(
                    "/api/servers/%s/processes/top?hours=1".formatted(fleet.id(server)), out);
        }
        return true;
    }

    private void push(ByteBuffer out) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        fleet.writePush(server, scrape++, at, out);
        asOf = "\"as_of\":\"%s\"".formatted(at);
        visible = false;
        accepted = false;
    }

    @Override
    public void answered(HttpAnswer answer, long nanos) {
        int expected = accepted ? OK : ACCEPTED;
        if (answer.status() != expected) {
            throw new CommandFailedException(
                    "The probe was answered %d: %s".formatted(answer.status(), answer.body()));
        }
        long now = System.nanoTime();
        if (!accepted) {
            accepted = true;
            nextNanos = now;
        } else if (answer.body().contains(asOf)) {
            latencies.add(now - pushedNanos);
            visible = true;
            nextNanos = now + random.nextInt(LONGEST_REST_MILLIS) * NANOS_PER_MILLI;
        } else {
            nextNanos = now + LOOK_NANOS;
        }
    }
}
