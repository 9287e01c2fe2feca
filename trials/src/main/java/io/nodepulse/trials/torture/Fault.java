package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.Freeze;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One way to break a running system; each brings back what it broke. */
enum Fault {
    KILL_VALKEY(2, Needs::nothing, done(scene -> scene.valkey().kill())),
    KILL_POSTGRES(2, Needs::nothing, done(scene -> scene.victims().postgres().kill())),
    KILL_SERVICES(2, Needs::nothing, done(scene -> scene.services().kill())),
    KILL_AGENT(2, Needs::nothing, done(scene -> scene.agents().killed().kill())),
    FREEZE_VALKEY(2, Needs::nothing, done(scene -> freeze(scene.valkey()::processes, scene))),
    FREEZE_POSTGRES(
            2, Needs::nothing, done(scene -> freeze(scene.victims().postgres()::processes, scene))),
    FREEZE_SERVICES(2, Needs::nothing, done(scene -> freeze(scene.services()::processes, scene))),
    FREEZE_AGENT(1, Needs::nothing, done(scene -> freeze(scene.agents()::processes, scene))),
    CUT_SERVICES(2, Needs::nothing, done(scene -> scene.services().cut())),
    CUT_VALKEY(2, Needs::nothing, done(scene -> scene.valkey().cut())),
    CUT_POSTGRES(2, Needs::nothing, done(scene -> scene.victims().postgres().cut())),
    FILL_VALKEY_DISK(1, Victims::haveSmallDisks, done(scene -> fill(scene.valkey(), scene))),
    FILL_POSTGRES_DISK(
            1, Victims::haveSmallDisks, done(scene -> fill(scene.victims().postgres(), scene))),
    RESTORE_POSTGRES(
            2, Needs::nothing, done(scene -> scene.victims().postgres().restore(scene.length()))),
    JUMP_CLOCK(2, Needs::nothing, done(scene -> jump(scene))),
    LOSE_PRIMARY(2, Needs::pairs, done(scene -> scene.pair().losePrimary())),
    LOSE_PRIMARY_AHEAD(
            3,
            Needs::pairs,
            done(scene -> scene.pair().losePrimaryAheadOfReplica(broken(scene), scene.length()))),
    LOSE_REPLICA_BEHIND(
            2,
            Needs::pairs,
            done(scene -> scene.pair().loseReplicaBehindPrimary(broken(scene), scene.length()))),
    PARTITION_NODE(
            2, Needs::pairs, done(scene -> scene.pair().partitionPrimary(true, scene.longTime()))),
    PARTITION_BUS(
            2, Needs::pairs, done(scene -> scene.pair().partitionPrimary(false, scene.longTime()))),
    RESTORE_PAIR(2, Needs::pairsThatMayLose, done(scene -> scene.pair().restore(scene.length()))),
    FILL_SEGMENTS_DISK(1, Needs::segmentsDisk, SegmentFaults::fillDisk),
    CUT_SEGMENT(2, Needs::nothing, SegmentFaults::cut),
    KILL_BEFORE_TRIM(2, Needs::nothing, SegmentFaults::killBeforeTrim),
    LOSE_BUCKET(1, Needs::bucket, BucketFaults::lose),
    FREEZE_BUCKET(1, Needs::bucket, BucketFaults::freeze),
    SPOIL_OBJECT(2, Needs::bucket, BucketFaults::spoil);

    private static final int LONGEST_JUMP_SECONDS = 900;

    private final int weight;
    private final Predicate<Victims> needs;
    private final Blow blow;

    Fault(int weight, Predicate<Victims> needs, Blow blow) {
        this.weight = weight;
        this.needs = needs;
        this.blow = blow;
    }

    /** Those that this system and this machine allow. */
    static List<Fault> possible(Set<Fault> wanted, Victims victims) {
        return wanted.stream().filter(fault -> fault.needs.test(victims)).sorted().toList();
    }

    /** How often it strikes per round of the {@link Schedule}. */
    int weight() {
        return weight;
    }

    /** Returns what it came upon, when what it broke is brought back. */
    Outcome strike(Scene scene) throws IOException, InterruptedException {
        return blow.strike(scene);
    }

    /** What is done, on the thread that calls. */
    @FunctionalInterface
    private interface Blow {
        Outcome strike(Scene scene) throws IOException, InterruptedException;
    }

    /** What strikes at any moment. */
    @FunctionalInterface
    private interface Unaimed {
        void strike(Scene scene) throws IOException, InterruptedException;
    }

    private static Blow done(Unaimed blow) {
        return scene -> {
            blow.strike(scene);
            return Outcome.STRUCK;
        };
    }

    /** What a system must have. */
    private static final class Needs {

        static boolean nothing(Victims victims) {
            return true;
        }

        static boolean pairs(Victims victims) {
            return !victims.pairs().isEmpty();
        }

        static boolean segmentsDisk(Victims victims) {
            return victims.segments().disk().isPresent();
        }

        static boolean bucket(Victims victims) {
            return victims.segments().bucket().isPresent();
        }

        /** An older copy of the events is a loss by itself. */
        static boolean pairsThatMayLose(Victims victims) {
            return pairs(victims) && victims.mayLose();
        }
    }

    private static void freeze(Supplier<List<Long>> processes, Scene scene)
            throws InterruptedException {
        try (Freeze freeze = Freeze.of(processes)) {
            Thread.sleep(scene.length());
        }
    }

    /** An engine that cannot write what it must sync may end; a supervisor starts it again. */
    private static void fill(Part part, Scene scene) throws IOException, InterruptedException {
        SmallDisk disk = part.disk().orElseThrow();
        disk.fill();
        try {
            Thread.sleep(scene.length());
        } finally {
            disk.free();
        }
        if (part.processes().isEmpty()) {
            part.kill();
        }
    }

    private static void jump(Scene scene) throws InterruptedException {
        StubbornAgent agent = scene.pick(scene.agents().stubborn());
        agent.setClock(
                Duration.ofSeconds(
                        scene.random().nextInt(-LONGEST_JUMP_SECONDS, LONGEST_JUMP_SECONDS)));
        try {
            Thread.sleep(scene.length());
        } finally {
            agent.setClock(Duration.ZERO);
        }
    }

    private static Flow broken(Scene scene) {
        return scene.pick(List.of(Flow.STALLED, Flow.CUT));
    }
}
