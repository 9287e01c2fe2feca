package io.nodepulse.trials.bench.pipeline;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * CPU time that each process of the system has taken.
 *
 * @param services this JVM, the load generator included
 */
record Cpu(Duration services, Duration valkey, Duration postgres) {

    static Cpu now(long valkeyPid, long postgresPid) {
        return new Cpu(of(ProcessHandle.current()), ofTree(valkeyPid), ofTree(postgresPid));
    }

    Cpu since(Cpu before) {
        return new Cpu(
                services.minus(before.services),
                valkey.minus(before.valkey),
                postgres.minus(before.postgres));
    }

    private static Duration ofTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(Cpu::of)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
