package io.nodepulse.events.largest;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.Require;

import org.jspecify.annotations.Nullable;

/**
 * One process behind a group.
 *
 * @param group name of the group, as its samples have it
 * @param pid its number on its server, at least 1
 * @param user whose rights it has, a name or a number; null where that is not known
 * @param startSeconds when it was started, in seconds since 1970; 0 where that is not known
 * @param cpuSeconds since the list before; NaN where that is not known
 * @param residentBytes its resident memory
 * @param arguments how it was called; null where that is not sent
 */
public record LargestProcess(
        String group,
        int pid,
        @Nullable String user,
        long startSeconds,
        double cpuSeconds,
        long residentBytes,
        @Nullable String arguments) {

    /** The end of the year 9999, behind which times are not written as usual. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** UTF-16 characters. */
    public static final int MAX_USER_LENGTH = 64;

    /** UTF-16 characters. */
    public static final int MAX_ARGUMENTS_LENGTH = 1_024;

    /**
     * @throws InvalidFieldException if a value is none that a process can have
     */
    public LargestProcess {
        ProcessSampled.requireName(group);
        Require.atLeast("pid", pid, 1);
        if (user != null) {
            Require.name("user", user, MAX_USER_LENGTH);
        }
        Require.notNegative("start_seconds", startSeconds);
        if (startSeconds > LAST_SECOND) {
            throw new InvalidFieldException("start_seconds", "must not be after the year 9999");
        }
        if (!Double.isNaN(cpuSeconds)) {
            Require.counter("cpu_seconds", cpuSeconds);
        }
        Require.notNegative("memory_bytes", residentBytes);
        if (arguments != null) {
            Require.name("arguments", arguments, MAX_ARGUMENTS_LENGTH);
        }
    }
}
