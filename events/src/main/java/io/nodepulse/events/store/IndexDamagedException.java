package io.nodepulse.events.store;

/**
 * The index of a tag does not have as many members as events were added to it. What it points to
 * may not be all there is, so nothing is decided on it.
 */
public final class IndexDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IndexDamagedException(String key, int found, String wanted) {
        super(
                "the index %s has %d members and must have %s: 'nodepulse audit verify' tells which are gone"
                        .formatted(key, found, wanted));
    }
}
