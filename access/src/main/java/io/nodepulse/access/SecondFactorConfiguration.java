package io.nodepulse.access;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.factor.CodeCheck;
import io.nodepulse.access.factor.FactorKey;
import io.nodepulse.access.factor.FactorKeyException;
import io.nodepulse.access.factor.FactorOffers;
import io.nodepulse.access.factor.UsedCodes;
import io.nodepulse.access.people.OwnFactorController;
import io.nodepulse.access.people.SessionRenewal;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

import java.time.InstantSource;

/** Wires what people show beside their password. */
@Configuration(proxyBeanMethods = false)
class SecondFactorConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecondFactorConfiguration.class);
    private static final InstantSource CLOCK = InstantSource.system();

    /** Whoever runs the service has to know, and only they can do something about it. */
    static Refused refused(FactorKeyException failure) {
        log.error("a second factor could not be checked: {}", failure.getMessage());
        return Refused.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "codes of second factors cannot be checked at the moment, but recovery codes can");
    }

    @Bean
    FactorKey factorKey(AccessSettings settings) {
        return new FactorKey(settings.secondFactor().keyFile());
    }

    @Bean
    CodeCheck codeCheck(
            AdminCalls<AccountCommand> accountCalls,
            FactorKey factorKey,
            ValkeyEventStore store,
            StoreSettings storeSettings) {
        return new CodeCheck(
                accountCalls,
                factorKey,
                new UsedCodes(store.connection(), storeSettings.namespace()),
                CLOCK);
    }

    @Bean
    FactorOffers factorOffers(
            ValkeyEventStore store, StoreSettings storeSettings, FactorKey factorKey) {
        return new FactorOffers(
                new ExpiringSecrets(
                        store.connection(), storeSettings.namespace() + ":second-factor-offer:"),
                factorKey);
    }

    @Bean
    SessionRenewal sessionRenewal(AccountBook book, Sessions sessions) {
        return new SessionRenewal(book, sessions, CLOCK);
    }

    @Bean
    OwnFactorController ownFactorController(
            AccountBook book,
            AdminCalls<AccountCommand> accountCalls,
            SignIn signIn,
            CodeCheck codeCheck,
            FactorOffers factorOffers,
            SessionRenewal renewal) {
        return new OwnFactorController(
                book, accountCalls, signIn, codeCheck, factorOffers, renewal);
    }
}
