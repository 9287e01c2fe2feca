package io.nodepulse.audit.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.access.caller.Caller;
import io.nodepulse.audit.Appends;
import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.notary.Finding.Kind;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.seal.SealVerification;
import io.nodepulse.audit.store.MaintenanceSettings;
import io.nodepulse.audit.store.StoreMaintenance;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.administration.StoreRestored;
import io.nodepulse.events.decide.StoreAnswers;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.history.AuditLogEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.springframework.security.core.context.SecurityContextHolder;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two shards of a real Valkey, a server in each. Ten scrapes of both are in the copy, ten more are
 * signed before it is brought back under the services, which are started again.
 */
class RestoresTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int COPIED = 11;
    private static final int SIGNED = 21;
    private static final Duration RETENTION = Duration.ofDays(7);

    @TempDir Path folder;

    private final List<UUID> servers = new ArrayList<>();
    private CopiedValkey valkey;
    private ValkeyEventStore store;
    private Notary notary;
    private StoreMaintenance maintenance;
    private Instant now = NOON;
    private List<SignedNote> noted = List.of();

    @BeforeEach
    void fill() {
        valkey = new CopiedValkey(folder);
        start();
        while (servers.size() < store.shards()) {
            UUID server = UUID.randomUUID();
            if (store.shardOf(server) == servers.size()) {
                servers.add(server);
                append(server, new ServerRegistered(server, "s", "0".repeat(64), NOON));
            }
        }
        servers.forEach(server -> scrapes(server, 0, 10));
        valkey.backUp("copy");
        servers.forEach(server -> scrapes(server, 10, 20));
        sealAll();
        noted = Stream.of(0, 1).map(shard -> notary.newest(shard).orElseThrow()).toList();
        SecurityContextHolder.getContext().setAuthentication(Caller.adminToken("192.0.2.7"));
    }

    private void start() {
        store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(valkey.uri())
                                .withShards(2)
                                .withTimeout(Duration.ofSeconds(10)));
        notary = Notary.open(folder.resolve("audit"), Optional.empty(), new StoreAppends(store));
        maintenance =
                new StoreMaintenance(
                        store,
                        Optional.of(notary),
                        Optional.empty(),
                        new MaintenanceSettings(
                                RETENTION, RETENTION, Duration.ofDays(1), Duration.ofDays(1)),
                        () -> now);
        maintenance.start();
    }

    @AfterEach
    void end() {
        SecurityContextHolder.clearContext();
        stop();
        valkey.close();
    }

    private void stop() {
        maintenance.stop();
        notary.close();
        store.close();
    }

    private void restore(String copy) {
        stop();
        valkey.bringBack(copy);
        start();
    }

    private void append(UUID server, Object event) {
        Appends.append(store, server, List.of(event));
    }

    private void scrapes(UUID server, int from, int to) {
        for (int number = from; number < to; number++) {
            Instant at = NOON.plusSeconds(15L * number);
            append(server, new ProcessSampled(server, at, "java", 1, number, 4096));
        }
    }

    private void sealAll() {
        IntStream.range(0, store.shards()).forEach(notary::seal);
    }

    private List<RestoredRange> writeDown() {
        AuditLog auditLog =
                new AuditLog(
                        store, new StoreAnswers(Duration.ofSeconds(10)), InstantSource.system());
        return new Restores(notary, auditLog, maintenance).writeDown();
    }

    private SealVerification.Outcome verify() {
        return new SealVerification(
                        store, Optional.of(notary), Optional.empty(), InstantSource.system())
                .verify(noted, (done, total) -> {});
    }

    private static List<String> findings(SealVerification.Outcome outcome, int shard) {
        return outcome.trees().get(shard).findings().stream()
                .map(found -> "%s %d-%d".formatted(found.code(), found.first(), found.last()))
                .toList();
    }

    private static List<String> expected(Kind kind, long first, long last) {
        return List.of(
                "%s %d-%d".formatted(new Finding(kind, first, last, "").code(), first, last));
    }

    @Test
    void silentShardsAreNamedAndThenIntact() {
        restore("copy");
        SealVerification.Outcome before = verify();
        assertThat(before.intact()).isFalse();
        assertThat(findings(before, 0)).isEqualTo(expected(Kind.MISSING, COPIED + 1, SIGNED));
        assertThat(findings(before, 1)).isEqualTo(expected(Kind.MISSING, COPIED + 1, SIGNED));

        assertThat(writeDown())
                .containsExactly(
                        new RestoredRange(0, COPIED + 1, SIGNED),
                        new RestoredRange(1, COPIED + 1, SIGNED));

        SealVerification.Outcome after = verify();
        assertThat(after.intact()).isTrue();
        assertThat(findings(after, 0)).isEqualTo(expected(Kind.LOST, COPIED + 1, SIGNED));
        assertThat(findings(after, 1)).isEqualTo(expected(Kind.LOST, COPIED + 1, SIGNED));
        assertThat(writeDown()).isEmpty();
        assertThat(findings(verify(), 1)).isEqualTo(expected(Kind.LOST, COPIED + 1, SIGNED));
        assertThat(store.shard(1).head()).isEqualTo(SIGNED + 1);
    }

    @Test
    void proofsOfWhatWasKeptStillCheck() {
        InclusionProof before = notary.proofs(1).inclusion(COPIED);
        restore("copy");
        writeDown();
        byte[] kept =
                new StoreAppends(store).after(1, COPIED - 1, 1).getFirst().leaf().orElseThrow();

        assertThat(before.includes(kept)).isTrue();
        assertThat(notary.proofs(1).inclusion(COPIED).includes(kept)).isTrue();
        assertThatThrownBy(() -> notary.proofs(1).inclusion(SIGNED))
                .isInstanceOf(NotaryException.class);
    }

    @Test
    void theActStandsInTheShardThatLost() {
        restore("copy");
        writeDown();

        List<AuditLogEntry> acts = new ArrayList<>();
        store.history().auditLog().forEachRemaining(acts::add);
        List<AuditLogEntry> restored =
                acts.stream()
                        .filter(act -> act.message().payload() instanceof StoreRestored)
                        .toList();
        assertThat(restored)
                .allSatisfy(
                        act -> {
                            assertThat(act.sequence()).isEqualTo(SIGNED + 1);
                            assertThat(Actor.of(act.message().metadata()))
                                    .contains(new Actor("admin-token", "192.0.2.7"));
                            assertThat((StoreRestored) act.message().payload())
                                    .extracting(
                                            StoreRestored::shard,
                                            StoreRestored::first,
                                            StoreRestored::last)
                                    .containsExactly(act.shard(), COPIED + 1L, (long) SIGNED);
                        });
        assertThat(restored).extracting(AuditLogEntry::shard).containsExactlyInAnyOrder(0, 1);
    }

    /** The verification signs the epoch that the append began, without waiting for a round. */
    @Test
    void anAppendInBetweenNamesTheLossByItself() {
        restore("copy");
        scrapes(servers.get(1), 30, 33);

        SealVerification.Outcome before = verify();
        assertThat(findings(before, 0)).isEqualTo(expected(Kind.MISSING, COPIED + 1, SIGNED));
        assertThat(findings(before, 1)).isEqualTo(expected(Kind.LOST, COPIED + 1, SIGNED));
        assertThat(store.shard(1).head()).isEqualTo(SIGNED + 3);
        assertThat(writeDown()).containsExactly(new RestoredRange(0, COPIED + 1, SIGNED));
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void anEntryThatIsMissingInTheMiddleStaysMissing() {
        restore("copy");
        var stream =
                store.connection()
                        .<byte[], byte[]>getStream("{np:1}:events", ByteArrayCodec.INSTANCE);
        StreamMessageId fifth =
                stream.range(
                                StreamRangeArgs.startId(new StreamMessageId(5, 0))
                                        .endId(StreamMessageId.MAX)
                                        .count(1))
                        .keySet()
                        .iterator()
                        .next();
        stream.remove(fifth);

        assertThat(writeDown()).hasSize(2);
        SealVerification.Outcome after = verify();
        assertThat(after.intact()).isFalse();
        assertThat(findings(after, 0)).isEqualTo(expected(Kind.LOST, COPIED + 1, SIGNED));
        assertThat(findings(after, 1)).containsExactly("lost 12-21", "missing 5-5");
    }

    @Test
    void aHeadThatWasSetBackIsNoRestore() {
        store.connection()
                .<String, String>getMap("{np:1}:head", StringCodec.INSTANCE)
                .fastPut("sequence", Integer.toString(COPIED));

        assertThat(writeDown()).isEmpty();
        assertThat(verify().intact()).isFalse();
        assertThat(store.shard(1).head()).isEqualTo(COPIED);
    }

    @Test
    void nothingIsWrittenWhereNothingIsMissing() {
        assertThat(writeDown()).isEmpty();
        restore("copy");
        writeDown();
        valkey.backUp("later");
        scrapes(servers.get(0), 40, 42);
        restore("later");

        assertThat(writeDown()).isEmpty(); // they had not been signed
        assertThat(verify().intact()).isTrue();
    }

    /** Each restart of Valkey begins an epoch, which a copy of before does not know. */
    @Test
    void twoRestoresOfOneCopyAndThenOfANewerOne() {
        valkey.backUp("newer");
        scrapes(servers.get(1), 20, 25);
        sealAll();
        restore("copy");
        assertThat(writeDown())
                .containsExactly(
                        new RestoredRange(0, COPIED + 1, SIGNED),
                        new RestoredRange(1, COPIED + 1, SIGNED + 5));
        restore("copy");
        assertThat(writeDown())
                .containsExactly(
                        new RestoredRange(0, COPIED + 1, SIGNED + 1),
                        new RestoredRange(1, COPIED + 1, SIGNED + 6));
        assertThat(verify().intact()).isTrue();
        restore("newer");
        assertThat(writeDown())
                .containsExactly(
                        new RestoredRange(0, SIGNED + 1, SIGNED + 2),
                        new RestoredRange(1, SIGNED + 1, SIGNED + 7));

        SealVerification.Outcome after = verify();
        assertThat(after.intact()).isTrue();
        assertThat(findings(after, 0)).isEqualTo(expected(Kind.LOST, SIGNED + 1, SIGNED + 2));
        assertThat(findings(after, 1)).isEqualTo(expected(Kind.LOST, SIGNED + 1, SIGNED + 7));
    }

    /** The tiles of what was retired are gone, so nothing could be said of it any more. */
    @Test
    void whatRetentionHadRemovedGoesAgain() {
        scrapes(servers.get(1), 20, 800);
        sealAll();
        valkey.backUp("full");
        now = NOON.plus(RETENTION).plus(Duration.ofHours(3));
        maintenance.trim();
        long kept = store.shard(1).figures().entries();
        assertThat(kept).isLessThan(200);
        restore("full");
        assertThat(store.shard(1).figures().entries()).isGreaterThan(700);

        assertThat(writeDown()).isEmpty();
        assertThat(store.shard(1).figures().entries()).isEqualTo(kept);
        assertThat(verify().intact()).isTrue();
    }
}
