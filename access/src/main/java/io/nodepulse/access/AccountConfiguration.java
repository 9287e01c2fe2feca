package io.nodepulse.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.account.AccountCommand;
import io.nodepulse.access.account.Accounts;
import io.nodepulse.access.caller.ActTally;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.access.caller.LateActors;
import io.nodepulse.access.factor.EnrolSecondFactor;
import io.nodepulse.access.factor.RemoveSecondFactor;
import io.nodepulse.access.factor.UseRecoveryCode;
import io.nodepulse.access.passkey.EnrolPasskey;
import io.nodepulse.access.passkey.RemovePasskey;
import io.nodepulse.access.passkey.ResetSecondFactor;
import io.nodepulse.access.people.AddPerson;
import io.nodepulse.access.people.ChangePerson;
import io.nodepulse.access.people.ErasePerson;
import io.nodepulse.access.people.Erasing;
import io.nodepulse.access.people.OwnPasswordController;
import io.nodepulse.access.people.OwnSessionsController;
import io.nodepulse.access.people.PeopleController;
import io.nodepulse.access.people.RemovePerson;
import io.nodepulse.access.people.SignOutEverywhere;
import io.nodepulse.access.rule.AccessRules;
import io.nodepulse.access.scope.TaggedServers;
import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.access.scope.VisibleToCaller;
import io.nodepulse.access.session.Callers;
import io.nodepulse.access.session.GuestIssuers;
import io.nodepulse.access.session.Passwords;
import io.nodepulse.access.session.Sessions;
import io.nodepulse.access.session.SignIn;
import io.nodepulse.access.token.ApiTokensController;
import io.nodepulse.access.token.HandOverApiToken;
import io.nodepulse.access.token.IssueApiToken;
import io.nodepulse.access.token.RevokeApiToken;
import io.nodepulse.events.decide.Decider;
import io.nodepulse.events.decide.StoreAnswers;
import io.nodepulse.events.service.CommonSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Wires what is decided, in general and about people and API tokens. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    CommandBus commandBus() {
        return new SimpleCommandBus(
                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE), List.of());
    }

    /** Where to wait for the event store on behalf of commands. */
    @Bean
    ExecutorService commandLoading() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean
    StoreAnswers storeAnswers(CommonSettings settings) {
        return new StoreAnswers(settings.storeTimeout());
    }

    @Bean
    AccountBook accountBook(
            ValkeyEventStore store, @Qualifier("commandLoading") ExecutorService loading) {
        return new AccountBook(store, loading);
    }

    @Bean
    AdminCalls<AccountCommand> accountCalls(
            CommandBus bus, AccountBook book, StoreAnswers answers) {
        Decider<AccountCommand, Accounts> commands = new Decider<>(bus, book);
        commands.register(AddPerson.class, AddPerson::decide);
        commands.register(ChangePerson.class, ChangePerson::decide);
        commands.register(RemovePerson.class, RemovePerson::decide);
        commands.register(ErasePerson.class, ErasePerson::decide);
        commands.register(EnrolSecondFactor.class, EnrolSecondFactor::decide);
        commands.register(UseRecoveryCode.class, UseRecoveryCode::decide);
        commands.register(RemoveSecondFactor.class, RemoveSecondFactor::decide);
        commands.register(EnrolPasskey.class, EnrolPasskey::decide);
        commands.register(RemovePasskey.class, RemovePasskey::decide);
        commands.register(ResetSecondFactor.class, ResetSecondFactor::decide);
        commands.register(SignOutEverywhere.class, SignOutEverywhere::decide);
        commands.register(IssueApiToken.class, IssueApiToken::decide);
        commands.register(HandOverApiToken.class, HandOverApiToken::decide);
        commands.register(RevokeApiToken.class, RevokeApiToken::decide);
        return new AdminCalls<>(commands, answers, CLOCK);
    }

    @Bean
    TaggedServers taggedServers(ValkeyEventStore store) {
        return new TaggedServers(store);
    }

    /** Hands {@link VisibleServers} to controllers. */
    @Bean
    WebMvcConfigurer visibleServers(AccessRules rules, TaggedServers servers) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new VisibleToCaller(rules, servers));
            }
        };
    }

    @Bean
    AuditLog auditLog(ValkeyEventStore store, StoreAnswers answers) {
        return new AuditLog(store, answers, CLOCK);
    }

    @Bean
    ActTally actTally(
            AuditLog auditLog, AccountBook book, ValkeyEventStore store, MeterRegistry meters) {
        return new ActTally(auditLog, new LateActors(book, store.persons()), meters);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    OwnPasswordController ownPasswordController(
            AdminCalls<AccountCommand> calls, SignIn signIn, Passwords passwords) {
        return new OwnPasswordController(calls, signIn, passwords);
    }

    @Bean
    OwnSessionsController ownSessionsController(
            AdminCalls<AccountCommand> calls, Callers callers, Sessions sessions) {
        return new OwnSessionsController(calls, callers, sessions);
    }

    @Bean
    Erasing erasing(
            AccountBook book,
            AdminCalls<AccountCommand> calls,
            ValkeyEventStore store,
            Sessions sessions,
            GuestIssuers guests) {
        return new Erasing(book, calls, store, sessions, guests);
    }

    @Bean
    PeopleController peopleController(
            AccountBook book,
            AdminCalls<AccountCommand> calls,
            Passwords passwords,
            Erasing erasing) {
        return new PeopleController(book, calls, passwords, erasing);
    }

    @Bean
    ApiTokensController apiTokensController(
            AccountBook book,
            AdminCalls<AccountCommand> calls,
            GuestIssuers guests,
            AccessSettings settings) {
        return new ApiTokensController(
                book,
                calls,
                guests,
                CLOCK,
                settings.tokenMaxValidity(),
                settings.guestTokenMaxValidity());
    }
}
