package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.trials.bench.load.GeneratedFleet;
import io.nodepulse.trials.bench.load.HttpAnswer;
import io.nodepulse.trials.bench.load.LoadCaller;
import io.nodepulse.trials.bench.report.Latencies;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Asks for whole answers, one after the other, and keeps how long each took. */
record Asking(GeneratedFleet fleet, Supplier<String> paths, Latencies latencies)
        implements LoadCaller {

    private static final int OK = 200;

    @Override
    public boolean request(ByteBuffer out) {
        fleet.writeGet(paths.get(), out);
        return true;
    }

    @Override
    public void answered(HttpAnswer answer, long nanos) {
        if (answer.status() != OK) {
            throw new CommandFailedException(
                    "A question was answered %d: %s".formatted(answer.status(), answer.body()));
        }
        latencies.add(nanos);
    }
}
