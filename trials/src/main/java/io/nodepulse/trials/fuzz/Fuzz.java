package io.nodepulse.trials.fuzz;

import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;
import io.nodepulse.trials.bench.load.HttpLoad;
import io.nodepulse.trials.bench.load.Registration;
import io.nodepulse.trials.bench.pipeline.BenchSystem;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One run against a system that nobody else uses. Used by one thread. */
final class Fuzz {

    static final int CONNECTIONS = 16;
    private static final int LOOK_MILLIS = 100;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
    private static final double NANOS_PER_SECOND = 1e9;

    private final BenchSystem system;
    private final Complaints complaints = new Complaints();
    private final LiveHeap heap = new LiveHeap();
    private final Consumer<String> out;

    Fuzz(BenchSystem system, Consumer<String> out) {
        this.system = system;
        this.out = out;
    }

    /** Sends at least that many bodies; false if anything went wrong. */
    boolean run(int bodies, long seed) throws InterruptedException, SQLException {
        List<Attacker> attackers = attackers(bodies, seed);
        attack(attackers);
        reckon(attackers);
        complaints.told().forEach(out);
        out.accept(complaints.count() == 0 ? "Nothing wrong." : complaints.count() + " COMPLAINTS");
        return complaints.count() == 0;
    }

    private List<Attacker> attackers(int bodies, long seed) {
        int agentsEach = Math.ceilDiv(bodies, CONNECTIONS * Attacker.BODIES_PER_AGENT);
        List<Agent> agents =
                Registration.register(
                        system.address(), system.adminToken(), "fuzz", agentsEach * CONNECTIONS);
        Instant start = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        List<Attacker> attackers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            List<Agent> own = agents.subList(i * agentsEach, (i + 1) * agentsEach);
            attackers.add(
                    new Attacker(system.address(), own, seed * CONNECTIONS + i, start, complaints));
        }
        return attackers;
    }

    private void attack(List<Attacker> attackers) throws InterruptedException {
        long startNanos = System.nanoTime();
        long nextLine = startNanos;
        try (HttpLoad load = HttpLoad.start("fuzz", system.address(), attackers)) {
            while (!attackers.stream().allMatch(Attacker::isDone)) {
                Thread.sleep(LOOK_MILLIS);
                load.check();
                if (System.nanoTime() > nextLine) {
                    nextLine = System.nanoTime() + BETWEEN_LINES.toNanos();
                    heap.look();
                    say(attackers, startNanos);
                }
            }
        }
        heap.look();
        heap.check(complaints);
        say(attackers, startNanos);
    }

    private void say(List<Attacker> attackers, long startNanos) {
        int answered = attackers.stream().mapToInt(Attacker::answered).sum();
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        out.accept(
                "%,10d bodies, %,.0f/s, heap in use %s"
                        .formatted(answered, answered / seconds, heap));
    }

    private void reckon(List<Attacker> attackers) throws InterruptedException, SQLException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        attackers.forEach(
                each ->
                        each.statuses()
                                .forEach((code, n) -> statuses.merge(code, n, Integer::sum)));
        out.accept("answers by status: " + statuses);
        Stored stored = new Stored(system.api(), system.jdbcUrl(), complaints);
        long accepted = stored.compare(attackers);
        long projected = stored.readModel(accepted);
        stored.deadLetters();
        out.accept(
                "samples: %,d accepted, %,d in the read model, event store as accepted for each server"
                        .formatted(accepted, projected));
    }
}
