package io.nodepulse.agent.process;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Sums all processes of which everything holds that it asks for under a name of the operator's
 * choice.
 *
 * @param conditions at least one, each of another field
 * @param name the name that is sent instead, a {@link NameTemplate}
 */
public record GroupRule(List<Condition> conditions, String name) {

    /**
     * That a field matches from end to end.
     *
     * @param pattern what it must match
     */
    public record Condition(RuleField field, Pattern pattern) {

        /** Patterns compare by identity; two conditions are the same when they are spelt so. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Condition(RuleField otherField, Pattern otherPattern)
                    && field == otherField
                    && pattern.pattern().equals(otherPattern.pattern());
        }

        @Override
        public int hashCode() {
            return 31 * pattern.pattern().hashCode() + field.hashCode();
        }
    }

    public GroupRule {
        if (name.isEmpty() || name.length() > GroupNames.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "must have 1 to " + GroupNames.MAX_LENGTH + " characters");
        }
        conditions = List.copyOf(conditions);
        NameTemplate.parse(name, conditions);
    }

    /** A rule that asks for the name alone. */
    public GroupRule(Pattern match, String name) {
        this(List.of(new Condition(RuleField.COMM, match)), name);
    }

    /** Whether it asks for, or names, what a page of an exporter does not say. */
    public boolean needsProc() {
        for (Condition condition : conditions) {
            if (condition.field().needsProc()) {
                return true;
            }
        }
        return NameTemplate.parse(name, conditions).needsProc();
    }
}
