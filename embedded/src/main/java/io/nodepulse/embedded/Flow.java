package io.nodepulse.embedded;

/** What becomes of the connections through a {@link Relay}. */
public enum Flow {
    /** Bytes go through. */
    OPEN,
    /** Nothing arrives, not even the news of an end, as behind a network that lost its route. */
    STALLED,
    /** Connections are reset, and new ones too. */
    CUT
}
