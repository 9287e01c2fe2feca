package io.nodepulse.embedded;

import java.io.IOException;

/** The signals that servers are ended and tried with. */
public enum Signal {
    /** Orderly end of Valkey: flushes the append-only file. */
    TERM,
    /** Orderly end of PostgreSQL that does not wait for its clients. */
    INT,
    /** Immediate end, as a power cut would be for the process. */
    KILL,
    /** Freezes a process, as a machine that swaps or sleeps would. */
    STOP,
    /** Ends a freeze. */
    CONT;

    /** Sends it; a process that is gone already is fine. */
    public void sendTo(long pid) {
        try {
            ProgramRun.of("sh", "-c", "kill -" + name() + " " + pid + " 2>/dev/null || true");
        } catch (IOException e) {
            throw new EmbeddedException("Cannot send " + name() + " to process " + pid, e);
        }
    }
}
