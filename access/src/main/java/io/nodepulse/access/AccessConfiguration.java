package io.nodepulse.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.OidcConfiguration.ProvidersFilters;
import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.factor.CodeCheck;
import io.nodepulse.access.factor.FactorKeyException;
import io.nodepulse.access.gate.Gate;
import io.nodepulse.access.gate.Reauthorization;
import io.nodepulse.access.gate.Refusing;
import io.nodepulse.access.gate.SecurityChain;
import io.nodepulse.access.listener.ListenerConfiguration;
import io.nodepulse.access.oidc.OidcSignIn;
import io.nodepulse.access.refusal.AccessRefusal;
import io.nodepulse.access.rule.AccessRules;
import io.nodepulse.access.session.BearerAttempts;
import io.nodepulse.access.session.Callers;
import io.nodepulse.access.session.FailureCounts;
import io.nodepulse.access.session.GuestIssuers;
import io.nodepulse.access.session.KnownPlaces;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.access.session.SessionController;
import io.nodepulse.access.session.SessionIndex;
import io.nodepulse.access.session.SessionStart;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.access.session.SignInWays;
import io.nodepulse.access.session.WrongTokens;
import io.nodepulse.access.token.AdminToken;
import io.nodepulse.edge.EdgeConfiguration;
import io.nodepulse.edge.Problems;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.edge.RefusalTable;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.service.EventServiceConfiguration;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import jakarta.servlet.DispatcherType;

import org.redisson.client.RedisException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;

import java.time.Duration;
import java.time.InstantSource;

/** Imported by each service; where several share a context, they share these beans. */
@Configuration(proxyBeanMethods = false)
@Import({
    AccountConfiguration.class,
    SecondFactorConfiguration.class,
    PasskeyConfiguration.class,
    OidcConfiguration.class,
    EdgeConfiguration.class,
    EventServiceConfiguration.class,
    ListenerConfiguration.class
})
@EnableConfigurationProperties({AccessSettings.class, AdminSettings.class})
public class AccessConfiguration {

    /** Behind the filters that only prepare a request, before all that work on it. */
    private static final int FILTER_ORDER = -100;

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    AdminToken adminToken(AdminSettings settings) {
        return new AdminToken(settings.token());
    }

    @Bean
    RefusalCounter accessRefusals(MeterRegistry meters) {
        return AccessRefusal.counter(meters);
    }

    @Bean
    RefusalTable accessRefusalTable(RefusalCounter accessRefusals) {
        return RefusalTable.of(AccessConfiguration.class)
                .counted(accessRefusals)
                .row(EventStoreUnavailableException.class, AccessRefusal.storeAway())
                .row(FactorKeyException.class, SecondFactorConfiguration::refused)
                .row(
                        InvalidFieldException.class,
                        invalid -> Refused.field(invalid.field(), invalid.problem()));
    }

    /**
     * What every module's controllers may meet: the firewall, which looks at a header when somebody
     * asks for it, and an event store that is away.
     */
    @Bean
    RefusalTable everybodysRefusalTable(RefusalCounter accessRefusals) {
        Refused storeAway =
                Refused.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the event store does not answer at the moment")
                        .after(Duration.ofSeconds(5));
        return RefusalTable.ofAll()
                .counted(accessRefusals)
                .row(RequestRejectedException.class, AccessRefusal.malformed())
                .row(EventStoreUnavailableException.class, storeAway)
                // Of whoever asks Valkey without saying what its silence means.
                .row(RedisException.class, storeAway);
    }

    @Bean
    Sessions sessions(
            ValkeyEventStore store, StoreSettings storeSettings, AccessSettings settings) {
        return new Sessions(
                new ExpiringSecrets(store.connection(), storeSettings.namespace() + ":session:"),
                new SessionIndex(store.connection(), storeSettings.namespace() + ":sessions-of:"),
                settings.session().idle(),
                settings.session().absolute(),
                settings.session().guest(),
                CLOCK);
    }

    @Bean
    FailureCounts failureCounts(
            ValkeyEventStore store, StoreSettings storeSettings, AccessSettings settings) {
        return new FailureCounts(
                store.connection(), storeSettings.namespace(), settings.signIn().window());
    }

    @Bean
    KnownPlaces knownPlaces(ValkeyEventStore store, StoreSettings storeSettings) {
        return new KnownPlaces(store.connection(), storeSettings.namespace());
    }

    @Bean
    BearerAttempts bearerAttempts(
            FailureCounts counts, KnownPlaces places, ActTally tally, AccessSettings settings) {
        return new BearerAttempts(
                new WrongTokens("bearer", counts, settings.signIn().perAddress(), System::nanoTime),
                places,
                tally);
    }

    /** Counted apart from other tokens: agents that are shut out lock no administrator out. */
    @Bean
    WrongTokens wrongAgentTokens(FailureCounts counts, AccessSettings settings) {
        return new WrongTokens("agent", counts, settings.signIn().perAddress(), System::nanoTime);
    }

    @Bean
    SignIn signIn(
            AccountBook book,
            Passwords passwords,
            FailureCounts counts,
            KnownPlaces places,
            ActTally tally,
            CodeCheck codeCheck,
            AccessSettings settings) {
        return new SignIn(
                book, passwords, counts, places, settings.signIn().limits(), tally, codeCheck);
    }

    @Bean
    SessionStart sessionStart(
            SignIn signIn, OidcSignIn oidc, Sessions sessions, AccessSettings settings) {
        return new SessionStart(
                signIn,
                new SignInWays(settings.reading(), oidc.ways()),
                sessions,
                settings.secondFactor().policy(),
                CLOCK);
    }

    @Bean
    SessionController sessionController(
            SignIn signIn, Sessions sessions, SessionStart sessionStart) {
        return new SessionController(signIn, sessionStart.ways(), sessions, sessionStart);
    }

    @Bean
    AccessRules accessRules(AccessSettings settings) {
        return new AccessRules(settings.reading());
    }

    @Bean
    Callers callers(
            AdminToken adminToken,
            AccountBook book,
            Sessions sessions,
            BearerAttempts attempts,
            GuestIssuers guests,
            AccessSettings settings) {
        return new Callers(
                adminToken,
                book,
                sessions,
                attempts,
                guests,
                settings.oidc().keySet(),
                settings.secondFactor().policy(),
                CLOCK);
    }

    @Bean
    Reauthorization readmission(AccessRules rules, Callers callers) {
        return new Reauthorization(rules, callers);
    }

    /** Only for requests as they come: what the server forwards to itself has passed already. */
    @Bean
    FilterRegistrationBean<Gate> accessGate(
            AccessSettings settings,
            AccessRules rules,
            Callers callers,
            ProvidersFilters providers,
            Problems problems,
            RefusalCounter accessRefusals) {
        Refusing refusing = new Refusing(problems, accessRefusals);
        SecurityChain chain = new SecurityChain(rules, callers, refusing, settings.calls());
        FilterRegistrationBean<Gate> gate =
                new FilterRegistrationBean<>(
                        new Gate(settings.hosts(), chain.filter(providers.filters()), refusing));
        gate.setDispatcherTypes(DispatcherType.REQUEST);
        gate.setOrder(FILTER_ORDER);
        return gate;
    }
}
