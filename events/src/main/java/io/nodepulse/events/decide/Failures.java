package io.nodepulse.events.decide;

import java.util.concurrent.CompletionException;

/** What a future failed with, without the wrapper that each stage may put around it. */
public final class Failures {

    private Failures() {}

    public static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
