package io.nodepulse.query.changes;

import java.util.Arrays;
import java.util.Locale;

/** What can become of a process group, by the codes that the projections store. */
enum ChangeSort {
    STARTED(1),
    ENDED(2),
    RESTARTED(3),
    COUNT(4),
    MEMORY(5);

    private final int code;

    ChangeSort(int code) {
        this.code = code;
    }

    static ChangeSort ofCode(int code) {
        return Arrays.stream(values())
                .filter(sort -> sort.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kind of change: " + code));
    }

    /** How an answer names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a process that the kernel killed for its memory may be behind it. */
    boolean mayBeKill(long before, long after) {
        return switch (this) {
            case ENDED, RESTARTED -> true;
            case MEMORY, COUNT -> after < before;
            case STARTED -> false;
        };
    }
}
