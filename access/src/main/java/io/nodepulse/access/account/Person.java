package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Somebody who may sign in with a password.
 *
 * @param name by which the person signs in
 * @param role what the person may do
 * @param passwordHash as the password encoder made it
 * @param addedAt since when the person is known
 * @param scope which servers they may see, unless they are an administrator
 * @param factor what has to be shown beside the password; null if nothing
 */
public record Person(
        String name,
        Role role,
        String passwordHash,
        Instant addedAt,
        Scope scope,
        @Nullable SecondFactor factor) {

    /** Somebody who is not limited, without a second factor. */
    public Person(String name, Role role, String passwordHash, Instant addedAt) {
        this(name, role, passwordHash, addedAt, Scope.EVERYTHING, null);
    }

    /**
     * What a session must name to be the person's: it changes with the password and the second
     * factor, so a session ends with those it began with.
     */
    public String credential() {
        return Sha256.hex(
                factor == null ? passwordHash : passwordHash + "\n" + factor.encryptedSecret());
    }

    Person withRole(Role changed) {
        return new Person(name, changed, passwordHash, addedAt, scope, factor);
    }

    Person withPasswordHash(String changed) {
        return new Person(name, role, changed, addedAt, scope, factor);
    }

    Person withFactor(@Nullable SecondFactor changed) {
        return new Person(name, role, passwordHash, addedAt, scope, changed);
    }

    Person withScope(Scope changed) {
        return new Person(name, role, passwordHash, addedAt, changed, factor);
    }

    /** Which servers they may see: an administrator is never limited. */
    public Scope sight() {
        return role == Role.ADMIN ? Scope.EVERYTHING : scope;
    }

    @Override
    public String toString() {
        return "Person[" + name + ", " + role + "]";
    }
}
