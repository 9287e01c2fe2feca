package io.nodepulse.trials.torture;

import java.time.Instant;

/** Takes what a store holds of one server, sample by sample. */
@FunctionalInterface
interface StoredSamples {

    void add(Instant at, PushedSample sample);
}
