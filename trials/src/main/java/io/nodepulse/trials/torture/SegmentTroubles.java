package io.nodepulse.trials.torture;

import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.ApiClient;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Breaks what segments are kept in until the system says so itself, and lets it go on. */
final class SegmentTroubles {

    /** A segment is due each minute, and brought soon after that. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(100);

    private static final int MOST_WORDS = 200;

    private SegmentTroubles() {}

    /** Breaks something, or mends it. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /**
     * Breaks something until the event store names it, or for {@link #LONGEST_WAIT}, and mends it.
     *
     * @param what is broken, for people
     * @param words that it is named by
     */
    static Outcome until(Scene scene, String what, String words, Step breaking, Step mending)
            throws IOException, InterruptedException {
        awaitWell(scene);
        ApiClient api = api(scene);
        AtomicReference<String> named = new AtomicReference<>("");
        boolean isNamed;
        breaking.run();
        try {
            isNamed =
                    Waiting.within(
                            LONGEST_WAIT,
                            () -> {
                                named.set(SegmentsView.now(api).stopped().orElse(""));
                                return named.get().contains(words);
                            });
        } finally {
            mending.run();
        }
        if (!isNamed) {
            return Outcome.missed(
                    "%s: not noticed in %d s".formatted(what, LONGEST_WAIT.toSeconds()));
        }
        awaitWell(scene);
        return Outcome.hit("%s, named: %s".formatted(what, shortened(named.get())));
    }

    /** Segments are made, and brought to where they have to be, without help. */
    static void awaitWell(Scene scene) throws InterruptedException {
        ApiClient api = api(scene);
        AtomicReference<String> view = new AtomicReference<>("no answer");
        boolean well =
                Waiting.until(
                        () -> {
                            SegmentsView now = SegmentsView.now(api);
                            view.set(now.toString());
                            return now.isWell();
                        });
        if (!well) {
            throw new CommandFailedException(
                    "The segments are not well after %d s: %s"
                            .formatted(Waiting.LONGEST_RECOVERY.toSeconds(), view.get()));
        }
    }

    private static ApiClient api(Scene scene) {
        return new ApiClient(scene.victims().auditAddress());
    }

    private static String shortened(String text) {
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }
}
