package io.nodepulse.events.store.read;

/**
 * An index does not point to what is there. It is derived from the entries, so nothing is decided
 * on it.
 */
public final class IndexDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String WHAT_TO_DO = ": 'nodepulse audit verify' tells what is wrong";

    /** The index of a tag does not have as many members as events were added to it. */
    public IndexDamagedException(String key, long found, String wanted) {
        super(
                "the index %s has %d members and must have %s".formatted(key, found, wanted)
                        + WHAT_TO_DO);
    }

    /** The index of times says that an entry is older than it is. */
    public IndexDamagedException(String key, long lastSequence) {
        super("the index %s is wrong at event %d".formatted(key, lastSequence) + WHAT_TO_DO);
    }
}
