package io.nodepulse.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.segment.SegmentSettings;
import io.nodepulse.audit.segment.Segments;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.events.EventTypes;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The command, on a Valkey that lost everything. */
class RestoreCommandTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int SCRAPES = 20;

    @TempDir Path dir;

    @Test
    void fillsAnEmptyStoreAndNoOther() throws IOException {
        Path segments = dir.resolve("segments");
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("before")))) {
            makeSegment(valkey.uri(), segments);
        }
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("after")))) {
            Path config = config(valkey.uri());

            assertThat(run(0, config, segments, "--dry-run"))
                    .contains("shard 0: 1 segments", "up to 21 of 21", "12:04:45Z")
                    .contains("What was sampled after that cannot be had again")
                    .doesNotContain("is there again");
            assertThat(run(0, config, segments))
                    .contains("shard 0: is there again up to event 21, with 1 appends");
            assertThat(head(valkey.uri())).isEqualTo(1 + SCRAPES);
            assertThat(run(1, config, segments)).contains("has events");
        }
    }

    private static void makeSegment(String uri, Path directory) throws IOException {
        UUID server = UUID.randomUUID();
        try (ValkeyEventStore store = open(uri);
                Notary notary =
                        Notary.open(
                                directory.resolveSibling("audit"),
                                Optional.empty(),
                                new StoreAppends(store))) {
            append(store, new ServerRegistered(server, "s", "0".repeat(64), NOON));
            for (int number = 0; number < SCRAPES; number++) {
                Instant at = NOON.plusSeconds(15L * number);
                append(store, new ProcessSampled(server, at, "java", 1, number, 4096));
            }
            notary.seal(0);
            SegmentSettings settings =
                    new SegmentSettings(
                            directory, Duration.ofHours(1), Duration.ofHours(1), 1_000, 3);
            Segments segments = new Segments(store, notary, directory, settings);
            assertThat(segments.make(0, NOON.plus(Duration.ofHours(1)))).isTrue();
        }
    }

    private static ValkeyEventStore open(String uri) {
        return ValkeyEventStore.open(EventStoreSettings.at(uri).withShards(1));
    }

    private static void append(ValkeyEventStore store, Object event) {
        EventMessage message = EventTypes.message(event);
        TaggedEventMessage<?> tagged =
                new GenericTaggedEventMessage<>(message, EventTypes.tagResolver().resolve(message));
        store.engine(0)
                .appendEvents(AppendCondition.none(), null, List.of(tagged))
                .thenCompose(transaction -> transaction.commit(null))
                .join();
    }

    private static long head(String uri) {
        try (ValkeyEventStore store = open(uri)) {
            return store.shard(0).head();
        }
    }

    private Path config(String uri) throws IOException {
        Path secret = dir.resolve("secrets/nodepulse.admin.token");
        Files.createDirectories(
                secret.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(secret, "s3cret-of-the-test");
        return Files.writeString(
                dir.resolve("nodepulse-server.yml"),
                """
                nodepulse:
                  valkey:
                    uri: %s
                    shards: 1
                  audit.directory: %s
                  access.second-factor.key-file: %s
                """
                        .formatted(uri, dir.resolve("audit"), dir.resolve("second-factor.key")));
    }

    private static String run(int expected, Path config, Path segments, String... more) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        String[] arguments = new String[5 + more.length];
        List<String> first =
                List.of("restore", "--config", config.toString(), "--from", segments.toString());
        System.arraycopy(first.toArray(String[]::new), 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        int code = ServerProgram.commandLine().setOut(out).setErr(out).execute(arguments);
        assertThat(code).as(said::toString).isEqualTo(expected);
        return said.toString();
    }
}
