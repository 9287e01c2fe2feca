package io.nodepulse.commands.recordscrape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.commands.Histories;
import io.nodepulse.commands.payload.ContractLimits;
import io.nodepulse.commands.payload.Payload;
import io.nodepulse.commands.payload.PayloadParser;
import io.nodepulse.commands.server.ServerCommand;
import io.nodepulse.commands.server.ServerLife;
import io.nodepulse.commands.server.Servers;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.decide.Decider;

import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.junit.jupiter.api.Test;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a sample costs on one core before it reaches the store: a bare walk over the tokens of a
 * recorded body, our parser, and our parser with the commands sent over the bus to a store that
 * costs nothing. Not part of the build; its figures are to be read as ratios.
 *
 * <pre>
 * mvn -pl commands -am test -Dtest=IngestBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest.jvm.args=-Xmx1g
 * </pre>
 */
class IngestBenchmark {

    private static final int ROUNDS = 8;
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final Push PUSH =
            new Push(Histories.SERVER, Histories.FIRST_TOKEN, Instant.now());

    private final byte[] body = RecordedBody.at(Bodies.now()).getBytes(UTF_8);
    private final PayloadParser parser = new PayloadParser(ContractLimits.limits());

    @Test
    void samplesPerSecond() {
        Decider<ServerCommand, ServerLife> commands = commands();
        for (int round = 1; round <= ROUNDS; round++) {
            double tokens = rate(this::walkTokens);
            double parsed = rate(this::parse);
            double sent = rate(() -> send(commands, parse()));
            System.out.printf(
                    "round %d: tokens %,.0f/s, parsed %,.0f/s (%.2f of tokens),"
                            + " sent %,.0f/s (%.2f of parsed)%n",
                    round, tokens, parsed, parsed / tokens, sent, sent / parsed);
        }
    }

    private static double rate(Runnable work) {
        long start = System.nanoTime();
        long samples = 0;
        long elapsed;
        do {
            work.run();
            samples += RecordedBody.SAMPLES;
            elapsed = System.nanoTime() - start;
        } while (elapsed < ROUND_NANOS);
        return samples * NANOS_PER_SECOND / elapsed;
    }

    private void walkTokens() {
        try (JsonParser tokens =
                new JsonFactory()
                        .createParser(ObjectReadContext.empty(), new ByteArrayInputStream(body))) {
            while (tokens.nextToken() != null) {
                // only walking
            }
        }
    }

    private Payload parse() {
        return parser.parse(Histories.SERVER, new ByteArrayInputStream(body), Instant.now());
    }

    private static void send(Decider<ServerCommand, ServerLife> commands, Payload payload) {
        for (Sampled scrape : payload.scrapesOf(Exporter.PROCESSES)) {
            commands.send(new RecordScrape(PUSH, scrape)).join();
        }
        for (Sampled scrape : payload.scrapesOf(Exporter.HOST)) {
            commands.send(new RecordScrape(PUSH, scrape)).join();
        }
    }

    private static Decider<ServerCommand, ServerLife> commands() {
        DiscardingEngine engine =
                new DiscardingEngine(
                        List.of(
                                new GenericTaggedEventMessage<>(
                                        EventTypes.message(Histories.REGISTERED),
                                        Set.of(
                                                EventTypes.serverTag(
                                                        Histories.SERVER.toString())))));
        Decider<ServerCommand, ServerLife> commands =
                new Decider<>(
                        new SimpleCommandBus(
                                new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE),
                                List.of()),
                        new Servers(serverId -> engine, Runnable::run));
        commands.register(RecordScrape.class, RecordScrape::decide);
        return commands;
    }
}
