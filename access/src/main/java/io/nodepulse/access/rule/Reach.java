package io.nodepulse.access.rule;

/** How far a call reaches into the fleet, which says what is left of it for who is limited. */
public enum Reach {
    /** To no server: what is about the caller, or about the program. */
    NONE,
    /** To the servers that it names: of those that the caller may not see, there are none. */
    SERVER,
    /** To whichever servers there are: those that the caller may not see are left out. */
    LIST,
    /**
     * To figures of the whole system, which name no server and are shown to who is limited, too.
     */
    FIGURES,
    /** To all servers at once: it is not for who is limited. */
    WHOLE
}
