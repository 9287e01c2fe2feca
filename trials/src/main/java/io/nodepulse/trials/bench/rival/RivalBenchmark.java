package io.nodepulse.trials.bench.rival;

import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.launcher.up.Running;
import io.nodepulse.trials.bench.pipeline.BenchSystem;
import io.nodepulse.trials.bench.query.BenchReadModel;
import io.nodepulse.trials.bench.query.GeneratedHistory;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Latencies;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * "Top 10 by CPU" of one server, over HTTP, from NodePulse and from the time series databases that
 * this machine has, with the same counters in each, also of processes that are born and die. They
 * are asked by turns. Each question has an end of its own, a millisecond from the one before, so
 * that no answer comes from memory.
 */
public final class RivalBenchmark {

    private static final int[] HOURS = {1, 6, 24, 168};

    /** The newest scrape is that old: some leave out what may still change. */
    private static final Duration AGE = Duration.ofMinutes(5);

    /** Questions before the first that counts: a virtual machine compiles what it often does. */
    private static final int WARM_UP_OF_OURS = 4_000;

    private static final int WARM_UP = 10;
    private static final int TURNS = 60;

    private final Path folder;
    private final Effort effort;
    private final long seed;
    private final Report report;
    private final Running running;
    private final int[] hours;
    private long asked;

    /**
     * @param folder the caller's to delete
     * @param running ends what is started
     */
    public RivalBenchmark(Path folder, Effort effort, long seed, Report report, Running running) {
        this.folder = folder;
        this.effort = effort;
        this.seed = seed;
        this.report = report;
        this.running = running;
        this.hours = Arrays.stream(HOURS).filter(each -> each <= 24 * effort.days()).toArray();
    }

    /** Measures, if there is anything to compare with. */
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<Rival> rivals = Rival.find(folder);
        if (rivals.isEmpty()) {
            report.say(
                    "Skipped: the PATH has neither prometheus with promtool nor victoria-metrics;"
                            + " Debian's packages have these names");
            return;
        }
        Instant end = Instant.now().minus(AGE).truncatedTo(ChronoUnit.SECONDS);
        GeneratedHistory history =
                new GeneratedHistory(seed, effort.days(), effort.neighbours(), end, true);
        List<Asked> all = new ArrayList<>();
        try {
            all.add(ours(history));
            for (Rival rival : rivals) {
                all.add(theirs(rival, history));
            }
            measure(all, end);
        } finally {
            all.forEach(Asked::close);
        }
    }

    private Asked ours(GeneratedHistory history) throws IOException {
        report.say("Filling NodePulse");
        BenchSystem system = BenchSystem.askedAtWill(folder.resolve("nodepulse"), running);
        try (BenchReadModel model = new BenchReadModel(system.jdbcUrl())) {
            history.project(model, () -> new ProgressBar(report.out()));
            // The others merge their blocks before they are asked.
            model.settle();
        }
        return Asked.nodePulse(system.address(), history.watched());
    }

    private Asked theirs(Rival rival, GeneratedHistory history)
            throws IOException, InterruptedException {
        report.say("Filling %s", rival.name());
        Path own = Files.createDirectories(folder.resolve(rival.name().replace(' ', '-')));
        Program program = rival.start(history, Exposition.CPU, own, running);
        return Asked.inPromQl(rival.name(), program.address(), history.watched());
    }

    private void measure(List<Asked> all, Instant end) {
        report.say("Asking, %d times for each window", TURNS);
        Asked ours = all.getFirst();
        for (int i = 0; i < WARM_UP_OF_OURS; i++) {
            ours.answer(next(hours[i % hours.length], end));
        }
        for (int window : hours) {
            Latencies[] times = times(all, window, end);
            double own = times[0].millis(0.5);
            report.figure(window + " h, NodePulse, p50", own, "ms");
            Set<String> top = ours.top(new Question(window, end));
            for (int i = 1; i < all.size(); i++) {
                Asked rival = all.get(i);
                String name = "%d h, %s".formatted(window, rival.name());
                report.figure(name + ", p50", times[i].millis(0.5), "ms");
                report.figure(name + ", to NodePulse", times[i].millis(0.5) / own, "times");
                Set<String> same = rival.top(new Question(window, end));
                same.retainAll(top);
                report.figure(name + ", same processes", same.size(), "of 10", Goal.atLeast(10));
            }
        }
    }

    /** By turns, so that noise of the machine meets all of them. */
    private Latencies[] times(List<Asked> all, int window, Instant end) {
        Latencies[] times = new Latencies[all.size()];
        Arrays.setAll(times, i -> new Latencies(TURNS));
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            for (int i = 0; i < times.length; i++) {
                Asked next = all.get(i);
                Question question = next(window, end);
                if (turn < 0) {
                    next.answer(question);
                } else {
                    times[i].time(() -> next.answer(question));
                }
            }
        }
        return times;
    }

    private Question next(int window, Instant end) {
        return new Question(window, end.minusMillis(asked++));
    }
}
