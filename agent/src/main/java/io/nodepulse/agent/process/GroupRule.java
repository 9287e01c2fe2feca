package io.nodepulse.agent.process;

import java.util.regex.Pattern;

/**
 * Sums all groups whose whole name matches under a name of the operator's choice.
 *
 * @param match what the name as the source spells it must match from end to end
 * @param name the name that is sent instead
 */
public record GroupRule(Pattern match, String name) {

    public GroupRule {
        if (name.isEmpty() || name.length() > GroupNames.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "must have 1 to " + GroupNames.MAX_LENGTH + " characters");
        }
    }

    /** Patterns compare by identity; two rules are the same when they are spelt the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof GroupRule(Pattern otherMatch, String otherName)
                && match.pattern().equals(otherMatch.pattern())
                && name.equals(otherName);
    }

    @Override
    public int hashCode() {
        return 31 * match.pattern().hashCode() + name.hashCode();
    }
}
