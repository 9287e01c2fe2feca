package io.nodepulse.access.account;

import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who may sign in with a password.
 *
 * @param name by which the person signs in
 * @param role what the person may do
 * @param passwordHash as the password encoder made it
 * @param addedAt since when the person is known
 * @param scope which servers they may see, unless they are an administrator
 * @param factor what has to be shown beside the password; null if nothing
 * @param passkeys what may be shown instead of both, in the order in which they were enrolled
 */
public record Person(
        String name,
        Role role,
        String passwordHash,
        Instant addedAt,
        Scope scope,
        @Nullable SecondFactor factor,
        List<Passkey> passkeys) {

    /** Somebody who is not limited, without a second factor. */
    public Person(String name, Role role, String passwordHash, Instant addedAt) {
        this(name, role, passwordHash, addedAt, Scope.EVERYTHING, null, List.of());
    }

    /**
     * What a session must name to be the person's: it changes with the password, the second factor
     * and the passkeys, so a session ends with those it began with.
     */
    public String credential() {
        Stream<String> codes =
                factor == null ? Stream.empty() : Stream.of(factor.encryptedSecret());
        Stream<String> keys = passkeys.stream().map(Passkey::credentialId);
        return Sha256.hex(
                Stream.of(Stream.of(passwordHash), codes, keys)
                        .flatMap(each -> each)
                        .collect(Collectors.joining("\n")));
    }

    /** Whether the password alone lets nobody in. */
    public boolean hasSecondFactor() {
        return factor != null || !passkeys.isEmpty();
    }

    Person with(Passkey enrolled) {
        return withPasskeys(Stream.concat(passkeys.stream(), Stream.of(enrolled)).toList());
    }

    Person withoutPasskey(String credentialId) {
        return withPasskeys(
                passkeys.stream()
                        .filter(each -> !each.credentialId().equals(credentialId))
                        .toList());
    }

    private Person withPasskeys(List<Passkey> changed) {
        return new Person(name, role, passwordHash, addedAt, scope, factor, changed);
    }

    Person withRole(Role changed) {
        return new Person(name, changed, passwordHash, addedAt, scope, factor, passkeys);
    }

    Person withPasswordHash(String changed) {
        return new Person(name, role, changed, addedAt, scope, factor, passkeys);
    }

    Person withFactor(@Nullable SecondFactor changed) {
        return new Person(name, role, passwordHash, addedAt, scope, changed, passkeys);
    }

    Person withScope(Scope changed) {
        return new Person(name, role, passwordHash, addedAt, changed, factor, passkeys);
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
