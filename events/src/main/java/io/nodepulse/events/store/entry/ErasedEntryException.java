package io.nodepulse.events.store.entry;

/** A scrape that was erased on request: its place is known, and nothing of what it said. */
public final class ErasedEntryException extends RetiredEntryException {

    private static final long serialVersionUID = 1L;

    /**
     * @param erasure sequence of the event that erased it
     */
    public ErasedEntryException(long erasure) {
        super("it was erased by event " + erasure);
    }
}
