package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.audit.store.MaintenanceSettings;
import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.launcher.NodePulse;
import io.nodepulse.server.Services;
import io.nodepulse.trials.e2e.RecordedDay.Scrape;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A recorded day goes in, all but its last hour leaves Valkey for segments, and everything that was
 * true before is true after: the answers of a rebuild, the exports, the verification, a proof.
 */
// Services in this JVM: it has one log, which an attack reads.
@ResourceLock("nodepulse.log")
class HotAndColdTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String ADMIN_TOKEN = "the-admin-token-of-this-test";

    @TempDir private Path dir;

    private final RecordedDay day =
            RecordedDay.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final UUID server = UUID.randomUUID();

    /** Minutes of a busy fleet in seconds. */
    @Configuration(proxyBeanMethods = false)
    static class Hasty {
        @Bean
        @Primary
        MaintenanceSettings hastyMaintenance() {
            return new MaintenanceSettings(
                    Duration.ofDays(7),
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));
        }
    }

    @Test
    void whatLeftValkeyIsStillAnsweredRebuiltVerifiedAndProven() throws Exception {
        Files.writeString(dir.resolve("admin-token"), ADMIN_TOKEN);
        try (ValkeyServer valkey =
                ValkeyServer.start(ValkeyOptions.in(dir.resolve("valkey")).fsyncEverySecond())) {
            appendTheDay(valkey.uri());
            try (Services services = start(valkey)) {
                check(services.address(), new Http(services.address()));
            }
        }
    }

    private Services start(ValkeyServer valkey) {
        return Services.start(
                new Services.Settings(
                        valkey.uri(),
                        EmbeddedPostgres.newDatabase(),
                        ADMIN_TOKEN,
                        0,
                        dir.resolve("audit"),
                        dir.resolve("nodepulse.log")),
                Hasty.class);
    }

    private void check(String address, Http http) throws Exception {
        await().atMost(TIMEOUT).until(() -> http.newestScrape(server).equals(day.lastAt()));
        JsonNode before = top(http);

        await().atMost(TIMEOUT).until(() -> retired(http) > samples(day.scrapes()) * 3L / 4);

        assertThat(gone(http)).isZero();
        assertThat(http.get("api/event-store").get("events").asLong())
                .isGreaterThanOrEqualTo(samples(day.scrapes()));
        assertThat(http.lines(export())).isEqualTo(1L + samples(day.scrapes()));
        openData(http);
        rebuild(address);
        assertThat(top(http)).isEqualTo(before);
        JsonNode verdict = http.verify(ADMIN_TOKEN).getLast();
        assertThat(verdict.get("intact").asBoolean()).as("%s", verdict).isTrue();
        prove(address);
    }

    /** As it came in while it was lived: what comes late counts as new where it is stored. */
    private void appendTheDay(String uri) {
        try (ValkeyEventStore store = ValkeyEventStore.open(EventStoreSettings.at(uri))) {
            EventStorageEngine engine = store.engine(store.shardOf(server));
            Instant first = day.scrapes().getFirst().at();
            List<CompletableFuture<?>> appends = new ArrayList<>();
            appends.add(
                    append(
                            engine,
                            List.of(
                                    new ServerRegistered(
                                            server, "recorded", "0".repeat(64), first))));
            for (Scrape scrape : day.scrapes()) {
                appends.add(append(engine, events(scrape)));
            }
            appends.forEach(CompletableFuture::join);
        }
    }

    private List<ProcessSampled> events(Scrape scrape) {
        return scrape.samples().stream()
                .map(
                        sample ->
                                new ProcessSampled(
                                        server,
                                        scrape.at(),
                                        sample.name(),
                                        sample.numProcs(),
                                        sample.cpuSeconds(),
                                        sample.residentBytes()))
                .toList();
    }

    private static CompletableFuture<?> append(EventStorageEngine engine, List<?> events) {
        List<TaggedEventMessage<?>> tagged = new ArrayList<>();
        for (Object event : events) {
            EventMessage message = EventTypes.message(event);
            tagged.add(
                    new GenericTaggedEventMessage<>(
                            message, EventTypes.tagResolver().resolve(message)));
        }
        return engine.appendEvents(AppendCondition.none(), null, tagged)
                .thenCompose(transaction -> transaction.commit(null));
    }

    private JsonNode top(Http http) throws IOException, InterruptedException {
        Instant from = day.lastAt().minus(Duration.ofHours(20));
        return http.get(
                        "api/servers/%s/processes/top?limit=100&from=%s&to=%s"
                                .formatted(server, from, day.lastAt()))
                .get("processes");
    }

    /** How many of its sequence numbers the shard of the server has not in Valkey any more. */
    private static long retired(Http http) throws IOException, InterruptedException {
        return http.get("api/event-store")
                .get("shards")
                .valueStream()
                .mapToLong(shard -> shard.get("trimmed").asLong())
                .max()
                .orElseThrow();
    }

    private static long gone(Http http) throws IOException, InterruptedException {
        return http.get("api/event-store")
                .get("shards")
                .valueStream()
                .mapToLong(shard -> shard.get("gone").asLong())
                .sum();
    }

    private String export() {
        return "api/servers/%s/events?format=csv&from=2000-01-01T00:00:00Z".formatted(server);
    }

    private void rebuild(String address) {
        StringWriter said = new StringWriter();
        assertThat(run(said, "rebuild", "processes", "--url", address, "--data", dir.toString()))
                .as(said::toString)
                .isZero();
    }

    /** Of hours that are in segments: somebody else's engine makes the same top 10 of them. */
    private void openData(Http http) throws Exception {
        OpenData exported = OpenData.export(dir.resolve("segments"), dir.resolve("open"));
        JsonNode top =
                http.get(
                        "api/servers/%s/processes/top?limit=10&from=%s&to=%s"
                                .formatted(
                                        server,
                                        day.lastAt().minus(Duration.ofHours(20)),
                                        day.lastAt().minus(Duration.ofHours(6))));
        List<OpenData.Line> expected =
                top.get("processes").valueStream().map(OpenData.Line::of).toList();
        assertThat(expected).hasSize(10);
        assertThat(
                        exported.top(
                                server.toString(),
                                Instant.parse(top.get("from").stringValue()),
                                Instant.parse(top.get("to").stringValue())))
                .isEqualTo(expected);
    }

    /** Of a scrape that is in a segment alone. */
    private void prove(String address) {
        StringWriter proof = new StringWriter();
        Instant at = day.lastAt().minus(Duration.ofHours(20));
        assertThat(
                        run(
                                proof,
                                "audit",
                                "prove",
                                "--server",
                                server.toString(),
                                "--at",
                                at.toString(),
                                "--url",
                                address,
                                "--data",
                                dir.toString()))
                .as(proof::toString)
                .isZero();
        assertThat(proof.toString()).contains("c2sp.org/tlog-proof@v1");
    }

    private static int run(StringWriter said, String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return NodePulse.commandLine().setOut(out).setErr(out).execute(arguments);
    }

    private static int samples(List<Scrape> scrapes) {
        return scrapes.stream().mapToInt(scrape -> scrape.samples().size()).sum();
    }
}
