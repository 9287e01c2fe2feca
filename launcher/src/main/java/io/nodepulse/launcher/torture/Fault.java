package io.nodepulse.launcher.torture;

import io.nodepulse.embedded.Signal;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One way to break a running system; each brings back what it broke. */
enum Fault {
    KILL_VALKEY(2),
    KILL_POSTGRES(2),
    KILL_SERVICES(2),
    KILL_AGENT(2),
    FREEZE_VALKEY(2),
    FREEZE_POSTGRES(2),
    FREEZE_SERVICES(2),
    FREEZE_AGENT(1),
    CUT_AGENTS(2),
    CUT_VALKEY(2),
    CUT_POSTGRES(2),
    FILL_VALKEY_DISK(1),
    FILL_POSTGRES_DISK(1),
    JUMP_CLOCK(2);

    private static final int LONGEST_MILLIS = 4_000;
    private static final int LONGEST_JUMP_SECONDS = 900;

    private final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** The next one, of those that this machine allows. */
    static Fault next(Random random, Victims victims) {
        List<Fault> possible =
                List.of(values()).stream()
                        .filter(fault -> fault.isPossible(victims))
                        .flatMap(fault -> Collections.nCopies(fault.weight, fault).stream())
                        .toList();
        return possible.get(random.nextInt(possible.size()));
    }

    boolean isPossible(Victims victims) {
        return victims.hasSmallDisks() || (this != FILL_VALKEY_DISK && this != FILL_POSTGRES_DISK);
    }

    void strike(Victims victims, Agents agents, Random random)
            throws IOException, InterruptedException {
        switch (this) {
            case KILL_VALKEY -> victims.killValkey();
            case KILL_POSTGRES -> victims.killPostgres();
            case KILL_SERVICES -> victims.killServices();
            case KILL_AGENT -> agents.killed().kill();
            case FREEZE_VALKEY -> freeze(victims.valkeyProcesses(), random);
            case FREEZE_POSTGRES -> freeze(victims.postgresProcesses(), random);
            case FREEZE_SERVICES -> freeze(victims.servicesProcesses(), random);
            case FREEZE_AGENT -> freeze(victims.agentProcesses(), random);
            case CUT_AGENTS -> victims.agentWire().reset();
            case CUT_VALKEY -> victims.valkeyWire().reset();
            case CUT_POSTGRES -> victims.postgresWire().reset();
            case FILL_VALKEY_DISK -> victims.fillValkeyDisk(length(random));
            case FILL_POSTGRES_DISK -> victims.fillPostgresDisk(length(random));
            case JUMP_CLOCK -> jump(agents.pick(random), random);
        }
    }

    private static void freeze(List<Long> processes, Random random) throws InterruptedException {
        processes.forEach(Signal.STOP::sendTo);
        try {
            Thread.sleep(length(random));
        } finally {
            processes.forEach(Signal.CONT::sendTo);
        }
    }

    private static void jump(StubbornAgent agent, Random random) throws InterruptedException {
        agent.setClock(
                Duration.ofSeconds(random.nextInt(-LONGEST_JUMP_SECONDS, LONGEST_JUMP_SECONDS)));
        try {
            Thread.sleep(length(random));
        } finally {
            agent.setClock(Duration.ZERO);
        }
    }

    private static Duration length(Random random) {
        return Duration.ofMillis(random.nextInt(LONGEST_MILLIS));
    }
}
