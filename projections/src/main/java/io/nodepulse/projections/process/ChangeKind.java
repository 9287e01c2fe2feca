package io.nodepulse.projections.process;

/** What can become of a process group from one scrape to the next. */
enum ChangeKind {
    /** It was not there before; after: when its oldest process started. */
    STARTED(1),
    /** It is not there any more; before: its last resident set size in bytes. */
    ENDED(2),
    /** Its oldest process is another one, or its CPU counter fell; both: when it started. */
    RESTARTED(3),
    /** It has many more or fewer processes; both: how many. */
    COUNT(4),
    /** It has much more or less memory; both: resident set size in bytes. */
    MEMORY(5);

    private final int code;

    ChangeKind(int code) {
        this.code = code;
    }

    /** Stands for it where it is stored: it never changes and is never used again. */
    int code() {
        return code;
    }
}
