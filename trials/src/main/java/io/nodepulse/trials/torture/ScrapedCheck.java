package io.nodepulse.trials.torture;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at what a store holds of the server of a real agent: nobody knows what that scraped, but
 * nothing may be there twice or be made up.
 */
final class ScrapedCheck implements StoredSamples {

    private record Place(Instant at, String name) {}

    private final Set<Place> seen = new HashSet<>();
    private long stored;
    private long doubled;
    private long foreign;

    @Override
    public void add(Instant at, PushedSample sample) {
        stored++;
        if (PushedSample.isMadeUp(sample.name())) {
            foreign++;
        } else if (!seen.add(new Place(at, sample.name()))) {
            doubled++;
        }
    }

    StoreFindings findings() {
        return new StoreFindings(stored, 0, doubled, foreign);
    }
}
