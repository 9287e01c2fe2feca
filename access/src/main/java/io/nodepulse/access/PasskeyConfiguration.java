package io.nodepulse.access;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.access.passkey.Challenges;
import io.nodepulse.access.passkey.Enrolling;
import io.nodepulse.access.passkey.PasskeyCheck;
import io.nodepulse.access.passkey.PasskeyUses;
import io.nodepulse.access.passkey.SignedChallenges;
import io.nodepulse.access.people.OwnPasskeysController;
import io.nodepulse.access.people.SessionRenewal;
import io.nodepulse.access.session.PasskeySessionController;
import io.nodepulse.access.session.PasskeySignIn;
import io.nodepulse.access.session.SessionStart;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Wires what people show instead of their password. */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    Challenges passkeyChallenges(ValkeyEventStore store, StoreSettings storeSettings) {
        return new Challenges(
                new ExpiringSecrets(
                        store.connection(), storeSettings.namespace() + ":passkey-offer:"),
                new SignedChallenges(
                        store.connection(), storeSettings.namespace(), Challenges.VALID, CLOCK));
    }

    @Bean
    PasskeyUses passkeyUses(ValkeyEventStore store, StoreSettings storeSettings) {
        return new PasskeyUses(store.connection(), storeSettings.namespace());
    }

    @Bean
    PasskeySignIn passkeySignIn(
            AccountBook book,
            SignIn signIn,
            Challenges challenges,
            PasskeyUses uses,
            AuditLog auditLog) {
        return new PasskeySignIn(book, signIn, new PasskeyCheck(challenges, uses, auditLog, CLOCK));
    }

    @Bean
    PasskeySessionController passkeySessionController(
            PasskeySignIn passkeySignIn, SessionStart sessionStart) {
        return new PasskeySessionController(passkeySignIn, sessionStart);
    }

    @Bean
    OwnPasskeysController ownPasskeysController(
            AccountBook book,
            AdminCalls<AccountCommand> accountCalls,
            SignIn signIn,
            PasskeySignIn passkeySignIn,
            Challenges challenges,
            PasskeyUses uses,
            SessionRenewal renewal) {
        return new OwnPasskeysController(
                book,
                accountCalls,
                signIn,
                passkeySignIn,
                new Enrolling(challenges, uses),
                renewal);
    }
}
