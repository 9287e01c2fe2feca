package io.nodepulse.access.account;

import java.util.List;

/**
 * How tokens begin that machines show instead of people and programs. Whoever takes them looks at
 * them; here they are nobody's, and no guess at anybody's either: they hold 256 random bits, and a
 * hundred machines may be behind one address.
 */
public final class MachineTokens {

    /** Of an agent that pushes. */
    public static final String AGENT = "npa_";

    /** Of a machine that adds itself. */
    public static final String ENROLLMENT = "npe_";

    private static final List<String> ALL = List.of(AGENT, ENROLLMENT);

    private MachineTokens() {}

    /** Whether that is such a token, by its beginning. */
    public static boolean isOne(String token) {
        return ALL.stream().anyMatch(token::startsWith);
    }
}
