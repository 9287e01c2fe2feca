package io.nodepulse.events.administration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person or an API token may do; each role may also do what those before it may. */
public enum Role {
    /** Read. */
    VIEWER,
    /** Rebuild, verify, register servers, rotate and revoke the tokens of their agents. */
    OPERATOR,
    /** Everything, people and API tokens among it. */
    ADMIN;

    /** The role's name in settings and on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that code. */
    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }

    /** Whether who has this role may do what that one may. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
