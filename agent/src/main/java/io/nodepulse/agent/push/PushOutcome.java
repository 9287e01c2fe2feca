package io.nodepulse.agent.push;

/** What an answer's status means for the batch. */
enum PushOutcome {
    /** The server has it on disk. */
    DELIVERED,
    /** The server is away, busy or in trouble: the same batch again later. */
    RETRY,
    /** The server does not know this agent or its token: the same batch again, but slowly. */
    UNAUTHORIZED,
    /** The same scrapes again in smaller batches. */
    TOO_LARGE,
    /** The server will never take this batch. */
    REFUSED;

    static PushOutcome of(int status) {
        return switch (status) {
            case 401, 403 -> UNAUTHORIZED;
            case 413 -> TOO_LARGE;
            case 408, 425, 429 -> RETRY;
            default -> {
                if (status >= 200 && status < 300) {
                    yield DELIVERED;
                }
                yield status >= 400 && status < 500 ? REFUSED : RETRY;
            }
        };
    }
}
