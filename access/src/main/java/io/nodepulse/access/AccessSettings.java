package io.nodepulse.access;

import io.nodepulse.access.account.FactorPolicy;
import io.nodepulse.access.gate.CallLimits;
import io.nodepulse.access.oidc.OidcProvider;
import io.nodepulse.access.rule.Reading;
import io.nodepulse.access.session.SignInLimits;
import io.nodepulse.events.administration.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is let in.
 *
 * @param reading who may read without having signed in
 * @param hosts names of this server besides loopback's, without port
 * @param session how long somebody stays signed in
 * @param tokenMaxValidity how long an API token may be valid
 * @param guestTokenMaxValidity the same of one that somebody of a provider of identities issues
 * @param guestTokenMaxAbsence how long after the last sign-in of somebody of a provider the tokens
 *     that they issued are taken
 * @param signIn how often signing in may fail
 * @param secondFactor who must show a code beside the password
 * @param calls how many calls are answered at a time, and a second
 * @param oidc providers of identities, by the id that their addresses here carry
 */
@ConfigurationProperties("nodepulse.access")
public record AccessSettings(
        @DefaultValue("login") Reading reading,
        @DefaultValue List<String> hosts,
        @DefaultValue SessionTimes session,
        @DefaultValue("365d") Duration tokenMaxValidity,
        @DefaultValue("30d") Duration guestTokenMaxValidity,
        @DefaultValue("14d") Duration guestTokenMaxAbsence,
        @DefaultValue SignInSettings signIn,
        @DefaultValue SecondFactorSettings secondFactor,
        @DefaultValue CallLimits calls,
        @DefaultValue Map<String, OidcProvider> oidc) {

    /**
     * How long a session lasts.
     *
     * @param idle unused
     * @param absolute used or not
     * @param guest the same, of somebody of a provider of identities
     */
    public record SessionTimes(
            @DefaultValue("12h") Duration idle,
            @DefaultValue("7d") Duration absolute,
            @DefaultValue("1h") Duration guest) {

        public SessionTimes {
            requirePositive("session.idle", idle);
            requirePositive("session.absolute", absolute);
            requirePositive("session.guest", guest);
        }
    }

    /**
     * What is shown beside a password.
     *
     * @param requiredFor people of these roles must have it
     * @param keyFile what their secrets are encrypted with, outside of both stores; the first one
     *     who enrols makes it
     */
    public record SecondFactorSettings(
            @DefaultValue Set<Role> requiredFor, @Nullable Path keyFile) {

        public SecondFactorSettings {
            if (!requiredFor.isEmpty() && keyFile == null) {
                throw new IllegalArgumentException(
                        "second-factor.required-for needs second-factor.key-file");
            }
        }

        FactorPolicy policy() {
            return new FactorPolicy(requiredFor, keyFile != null);
        }
    }

    public AccessSettings {
        requirePositive("token-max-validity", tokenMaxValidity);
        requirePositive("guest-token-max-validity", guestTokenMaxValidity);
        requirePositive("guest-token-max-absence", guestTokenMaxAbsence);
        signIn.limits();
    }

    private static void requirePositive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(name + " must be more than 0, is " + time);
        }
    }

    /** {@link SignInLimits} with their defaults. */
    public record SignInSettings(
            @DefaultValue("5") int perPersonAndAddress,
            @DefaultValue("30") int perAddress,
            @DefaultValue("60") int perPerson,
            @DefaultValue("5m") Duration window) {

        SignInLimits limits() {
            return new SignInLimits(perPersonAndAddress, perAddress, perPerson, window);
        }
    }
}
