package io.nodepulse.commands.recordscrape;

/**
 * What became of some scrapes, in samples.
 *
 * @param accepted on disk now, for the first time
 * @param duplicates not newer than what is on disk already
 */
record Recorded(int accepted, int duplicates) {

    static final Recorded NOTHING = new Recorded(0, 0);

    Recorded plus(Recorded other) {
        return new Recorded(accepted + other.accepted, duplicates + other.duplicates);
    }
}
