package io.nodepulse.trials.torture;

/**
 * What a store holds, compared with what was pushed and acknowledged; all in samples.
 *
 * @param stored how many it holds
 * @param lost acknowledged ones that it does not hold
 * @param doubled those it holds once more
 * @param foreign those it holds that nobody pushed so: of another server, name, time or value
 */
record StoreFindings(long stored, long lost, long doubled, long foreign) {

    static final StoreFindings NONE = new StoreFindings(0, 0, 0, 0);

    StoreFindings plus(StoreFindings other) {
        return new StoreFindings(
                stored + other.stored,
                lost + other.lost,
                doubled + other.doubled,
                foreign + other.foreign);
    }

    /** Whether nothing is in it that should not be. */
    boolean isTrue() {
        return doubled == 0 && foreign == 0;
    }

    @Override
    public String toString() {
        return "%d lost, %d doubled, %d foreign; %d samples stored"
                .formatted(lost, doubled, foreign, stored);
    }
}
