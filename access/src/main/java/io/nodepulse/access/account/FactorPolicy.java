package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Who must have a second factor.
 *
 * @param requiredFor people of these roles
 * @param available whether anybody can have one
 */
public record FactorPolicy(Set<Role> requiredFor, boolean available) {

    /**
     * How a person stands to it.
     *
     * @param enrolled whether they have one
     * @param required whether they must
     * @param recoveryCodesLeft how many codes for emergencies they have
     * @param codes whether codes of the time are enrolled
     * @param passkeys how many passkeys are
     */
    public record State(
            boolean enrolled,
            boolean required,
            int recoveryCodesLeft,
            boolean codes,
            int passkeys) {

        /** Whether nothing else is open to them. */
        public boolean isMissing() {
            return required && !enrolled;
        }
    }

    /** How that person stands to it; null where there is nothing to say. */
    public @Nullable State of(Person person) {
        SecondFactor factor = person.factor();
        if (!person.hasSecondFactor() && !available) {
            return null;
        }
        return new State(
                person.hasSecondFactor(),
                requiredFor.contains(person.role()),
                factor == null ? 0 : factor.recoveryHashes().size(),
                factor != null,
                person.passkeys().size());
    }
}
