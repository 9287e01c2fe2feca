package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;
import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;
import io.nodepulse.trials.bench.report.Latencies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Readers of a whole history, while agents want to be rid of their scrapes. */
final class ManyExports implements Attempt {

    private static final int READERS = 50;
    private static final int SCRAPES = 4_000;
    private static final int SCRAPES_OF_SHORT = 200;
    private static final int SCRAPES_OF_A_BODY = 100;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration TIME_OF_SHORT = Duration.ofSeconds(2);

    /** What every second push may take, on a machine that does the reading, too. */
    private static final double MOST_MILLIS = 100;

    @Override
    public Finding on(AttackedSystem target) throws IOException, InterruptedException {
        Pushes pushes = Pushes.to(target);
        Agent agent = target.agent();
        int scrapes = target.isShort() ? SCRAPES_OF_SHORT : SCRAPES;
        for (int i = 0; i < scrapes; i += SCRAPES_OF_A_BODY) {
            if (pushes.push(agent, i, SCRAPES_OF_A_BODY) != 202) {
                throw new IOException("the history was not taken");
            }
        }
        Duration time = target.isShort() ? TIME_OF_SHORT : TIME;
        Latencies alone = Others.during(time, 0, 202, pushes::push);
        Readers readers = new Readers(target, agent);
        Latencies beside =
                readers.beside(() -> Others.during(time, alone.count(), 202, pushes::push));
        return new Finding(
                target.isInTime(beside.millis(0.5), MOST_MILLIS) && readers.exported.sum() > 0,
                "a push %.1f ms (p99 %.0f), alone %.1f ms (p99 %.0f); %,d exports, %,d refused"
                        .formatted(
                                beside.millis(0.5),
                                beside.millis(0.99),
                                alone.millis(0.5),
                                alone.millis(0.99),
                                readers.exported.sum(),
                                readers.refused.sum()));
    }

    /** Each reads the history again and again; half of them are one viewer, half are many. */
    private static final class Readers {

        private final AttackedSystem target;
        private final String path;
        private final LongAdder exported = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final AtomicBoolean over = new AtomicBoolean();

        Readers(AttackedSystem target, Agent agent) {
            this.target = target;
            this.path = "/api/servers/%s/events?format=ndjson".formatted(agent.id());
        }

        /** Somebody who is timed. */
        @FunctionalInterface
        private interface Timed {
            Latencies run() throws IOException, InterruptedException;
        }

        Latencies beside(Timed timed) throws IOException, InterruptedException {
            try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
                List<CompletableFuture<Void>> reading =
                        Stream.iterate(0, i -> i + 1)
                                .limit(READERS)
                                .map(i -> CompletableFuture.runAsync(() -> read(i), threads))
                                .toList();
                Latencies latencies;
                try {
                    latencies = timed.run();
                } finally {
                    over.set(true);
                }
                reading.forEach(CompletableFuture::join);
                return latencies;
            }
        }

        private void read(int reader) {
            int host = reader % 2 == 0 ? 2 : 3 + reader;
            try {
                while (!over.get()) {
                    int status = target.client(host).get(path).status();
                    (status == 200 ? exported : refused).increment();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
