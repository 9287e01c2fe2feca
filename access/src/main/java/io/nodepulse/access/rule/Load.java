package io.nodepulse.access.rule;

/** What a call costs the others. */
public enum Load {
    /** Little. */
    LIGHT,
    /** Reads through the read model. */
    READ,
    /** Reads through the history of a server or of all acts, for as long as the caller takes. */
    EXPORT,
    /** A connection that stays open. */
    LIVE
}
