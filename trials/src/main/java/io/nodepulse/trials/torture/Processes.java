package io.nodepulse.trials.torture;

import java.util.List;

/** What the kernel says of processes. */
final class Processes {

    private Processes() {}

    /** Those of them that have not ended. */
    static List<Long> running(List<Long> processes) {
        return processes.stream()
                .filter(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent())
                .toList();
    }
}
