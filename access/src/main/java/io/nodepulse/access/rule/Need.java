package io.nodepulse.access.rule;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

/** What a call asks of its caller. */
public enum Need {
    /** Nothing: nobody is even looked up. */
    OPEN(null),
    /** To be a viewer, or nothing where reading is open. */
    READ(Role.VIEWER),
    /** To be somebody, even somebody who has yet to enrol a second factor. */
    ENROLLING(Role.VIEWER),
    /** To be somebody. */
    SIGNED_IN(Role.VIEWER),
    OPERATOR(Role.OPERATOR),
    ADMIN(Role.ADMIN);

    private final @Nullable Role role;

    Need(@Nullable Role role) {
        this.role = role;
    }

    /** The role that a caller must at least have; null if there need be no caller. */
    public @Nullable Role role() {
        return role;
    }
}
