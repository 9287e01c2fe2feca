package io.nodepulse.access;

import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.factor.CodeCheck;
import io.nodepulse.access.factor.FactorOffers;
import io.nodepulse.access.factor.SealingKey;
import io.nodepulse.access.factor.UsedCodes;
import io.nodepulse.access.people.OwnFactorController;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** Wires what people show beside their password. */
@Configuration(proxyBeanMethods = false)
class SecondFactorConfiguration {

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    SealingKey sealingKey(AccessSettings settings) {
        return new SealingKey(settings.secondFactor().keyFile());
    }

    @Bean
    CodeCheck codeCheck(
            AdminCalls<AccountCommand> accountCalls,
            SealingKey sealingKey,
            ValkeyEventStore store,
            StoreSettings storeSettings) {
        return new CodeCheck(
                accountCalls,
                sealingKey,
                new UsedCodes(store.connection(), storeSettings.namespace()),
                CLOCK);
    }

    @Bean
    FactorOffers factorOffers(
            ValkeyEventStore store, StoreSettings storeSettings, SealingKey sealingKey) {
        return new FactorOffers(
                new ExpiringSecrets(
                        store.connection(), storeSettings.namespace() + ":second-factor-offer:"),
                sealingKey);
    }

    @Bean
    OwnFactorController ownFactorController(
            AccountBook book,
            AdminCalls<AccountCommand> accountCalls,
            SignIn signIn,
            CodeCheck codeCheck,
            FactorOffers factorOffers,
            Sessions sessions) {
        return new OwnFactorController(
                book, accountCalls, signIn, codeCheck, factorOffers, sessions, CLOCK);
    }
}
