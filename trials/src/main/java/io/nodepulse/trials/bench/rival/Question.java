package io.nodepulse.trials.bench.rival;

import java.time.Duration;
import java.time.Instant;

/** The ten heaviest process groups by CPU, over a window of whole hours that ends at an instant. */
record Question(int hours, Instant end) {

    Instant start() {
        return end.minus(Duration.ofHours(hours));
    }
}
