package io.nodepulse.access;

import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.account.UsedOnce;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.oidc.BackChannelLogout;
import io.nodepulse.access.oidc.OidcSignIn;
import io.nodepulse.access.session.BearerAttempts;
import io.nodepulse.access.session.GuestIssuers;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.edge.FailureLog;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import jakarta.servlet.Filter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Wires what providers of identities say: that somebody is signed in there, or out. */
@Configuration(proxyBeanMethods = false)
class OidcConfiguration {

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    OidcSignIn oidcSignIn(
            ValkeyEventStore store,
            StoreSettings storeSettings,
            AccessSettings settings,
            Sessions sessions,
            GuestIssuers guests,
            ActTally tally,
            RefusalCounter accessRefusals,
            FailureLog failures) {
        return new OidcSignIn(
                settings.oidc(),
                new ExpiringSecrets(store.connection(), storeSettings.namespace() + ":sign-in:"),
                sessions,
                guests,
                tally,
                accessRefusals,
                failures,
                CLOCK);
    }

    @Bean
    GuestIssuers guestIssuers(
            ValkeyEventStore store, StoreSettings storeSettings, AccessSettings settings) {
        return new GuestIssuers(
                store.connection(),
                storeSettings.namespace() + ":guest:",
                settings.oidc().keySet(),
                settings.guestTokenMaxAbsence(),
                settings.session().guest().plus(settings.guestTokenMaxValidity()),
                CLOCK);
    }

    @Bean
    BackChannelLogout backChannelLogout(
            ValkeyEventStore store,
            StoreSettings storeSettings,
            AccessSettings settings,
            Sessions sessions,
            BearerAttempts attempts) {
        return new BackChannelLogout(
                settings.oidc(),
                new UsedOnce(store.connection(), storeSettings.namespace() + ":logout-token-used:"),
                sessions,
                attempts,
                Clock.systemUTC());
    }

    @Bean
    ProvidersFilters providersFilters(OidcSignIn signIn, BackChannelLogout logout) {
        List<Filter> signIns = signIn.filters();
        return new ProvidersFilters(
                signIns.isEmpty()
                        ? signIns
                        : Stream.concat(signIns.stream(), Stream.of(logout)).toList());
    }

    /** What listens to providers; nothing where there is none. */
    record ProvidersFilters(List<Filter> filters) {}
}
