package io.nodepulse.commands;

import io.micrometer.core.instrument.MeterRegistry;
import io.nodepulse.access.AccessConfiguration;
import io.nodepulse.access.account.AccountBook;
import io.nodepulse.access.caller.AdminCalls;
import io.nodepulse.access.scope.TaggedServers;
import io.nodepulse.commands.changeserver.ChangeServer;
import io.nodepulse.commands.changeserver.ChangeServerController;
import io.nodepulse.commands.enrollserver.EnrollServer;
import io.nodepulse.commands.enrollserver.EnrollServerController;
import io.nodepulse.commands.erasehistory.EraseHistory;
import io.nodepulse.commands.erasehistory.EraseHistoryController;
import io.nodepulse.commands.issueenrollment.IssueEnrollment;
import io.nodepulse.commands.issueenrollment.IssueEnrollmentController;
import io.nodepulse.commands.payload.MalformedPayloadException;
import io.nodepulse.commands.recordscrape.IngestConfiguration;
import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.commands.registerserver.RegisterServer;
import io.nodepulse.commands.registerserver.RegisterServerController;
import io.nodepulse.commands.removeserver.RemoveServer;
import io.nodepulse.commands.removeserver.RemoveServerController;
import io.nodepulse.commands.revokeagenttoken.RevokeAgentToken;
import io.nodepulse.commands.revokeagenttoken.RevokeAgentTokenController;
import io.nodepulse.commands.rotateagenttoken.RotateAgentToken;
import io.nodepulse.commands.rotateagenttoken.RotateAgentTokenController;
import io.nodepulse.commands.server.AgentTokens;
import io.nodepulse.commands.server.EventStores;
import io.nodepulse.commands.server.ServerCalls;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.ServerNames;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.edge.RefusalCounter;
import io.nodepulse.edge.RefusalTable;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.decide.Decider;
import io.nodepulse.events.decide.StoreAnswers;
import io.nodepulse.events.largest.LargestStore;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;

import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/** Wires the write side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandsSettings.class)
@Import({AccessConfiguration.class, IngestConfiguration.class})
public class CommandsConfiguration {

    @Bean
    EventStores commandsEventStores(ValkeyEventStore store) {
        List<EventStorageEngine> engines =
                IntStream.range(0, store.shards()).mapToObj(store::engine).toList();
        return serverId -> engines.get(store.shardOf(serverId));
    }

    @Bean
    Servers servers(EventStores stores, @Qualifier("commandLoading") ExecutorService loading) {
        return new Servers(stores, loading);
    }

    @Bean
    Decider<ServerCommand, ServerLife> serverCommands(CommandBus bus, Servers servers) {
        Decider<ServerCommand, ServerLife> commands = new Decider<>(bus, servers);
        commands.register(RegisterServer.class, RegisterServer::decide);
        commands.register(IssueEnrollment.class, IssueEnrollment::decide);
        commands.register(EnrollServer.class, EnrollServer::decide);
        commands.register(ChangeServer.class, ChangeServer::decide);
        commands.register(RotateAgentToken.class, RotateAgentToken::decide);
        commands.register(RevokeAgentToken.class, RevokeAgentToken::decide);
        commands.register(RemoveServer.class, RemoveServer::decide);
        commands.register(EraseHistory.class, EraseHistory::decide);
        return commands;
    }

    @Bean
    AgentTokens agentTokens() {
        return new AgentTokens();
    }

    @Bean
    ServerCalls serverCalls(
            Decider<ServerCommand, ServerLife> commands,
            StoreAnswers answers,
            TaggedServers tagged) {
        return new ServerCalls(new AdminCalls<>(commands, answers, InstantSource.system()), tagged);
    }

    @Bean
    RefusalTable commandRefusals(MeterRegistry meters) {
        return RefusalTable.of(CommandsConfiguration.class)
                .counted(
                        new RefusalCounter(
                                meters, "nodepulse.commands.refused", CommandRefusal.values()))
                .row(
                        MalformedPayloadException.class,
                        malformed ->
                                CommandRefusal.MALFORMED.field(
                                        malformed.field(), malformed.problem()))
                .row(
                        InvalidFieldException.class,
                        invalid ->
                                CommandRefusal.MALFORMED.field(invalid.field(), invalid.problem()))
                .row(
                        EventStoreUnavailableException.class,
                        CommandRefusal.STORE_UNAVAILABLE.because(
                                "the event store takes nothing at the moment; nothing was lost,"
                                        + " send it again later"));
    }

    @Bean
    ServerNames serverNames(ValkeyEventStore store, StoreSettings settings) {
        return new ServerNames(store, settings.namespace());
    }

    @Bean
    RegisterServerController registerServerController(
            ServerCalls calls, AgentTokens tokens, ServerNames names) {
        return new RegisterServerController(calls, tokens, names);
    }

    @Bean
    IssueEnrollmentController issueEnrollmentController(
            ServerCalls calls, CommandsSettings settings) {
        return new IssueEnrollmentController(calls, settings.enrollmentValidity());
    }

    @Bean
    EnrollServerController enrollServerController(
            Servers servers,
            StoreAnswers answers,
            ServerCalls calls,
            AgentTokens tokens,
            ServerNames names,
            AccountBook book) {
        return new EnrollServerController(servers, answers, calls, tokens, names, book);
    }

    @Bean
    RotateAgentTokenController rotateAgentTokenController(
            ServerCalls calls, AgentTokens tokens, CommandsSettings settings) {
        return new RotateAgentTokenController(calls, tokens, settings.agentTokenOverlap());
    }

    @Bean
    RevokeAgentTokenController revokeAgentTokenController(ServerCalls calls) {
        return new RevokeAgentTokenController(calls);
    }

    @Bean
    ChangeServerController changeServerController(
            ServerCalls calls, ServerNames names, Servers servers, StoreAnswers answers) {
        return new ChangeServerController(calls, names, servers, answers);
    }

    @Bean
    RemoveServerController removeServerController(ServerCalls calls) {
        return new RemoveServerController(calls);
    }

    @Bean
    EraseHistoryController eraseHistoryController(ServerCalls calls, LargestStore largest) {
        return new EraseHistoryController(calls, largest);
    }
}
