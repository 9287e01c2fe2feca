package io.nodepulse.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.Appends;
import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.StoreAppends;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.redisson.api.RStream;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that write access to Valkey allows is found and named by its place. */
class TamperTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int SCRAPES = 40;
    private static final int GROUPS = 3;

    @TempDir Path directory;

    private final String namespace = "tamper-" + UUID.randomUUID();
    private final UUID server = UUID.randomUUID();
    private final ValkeyEventStore store =
            ValkeyEventStore.open(
                    EventStoreSettings.at(EmbeddedValkey.shared().uri())
                            .withNamespace(namespace)
                            .withShards(1));
    private Notary notary;

    @BeforeEach
    void fillAndSign() {
        Appends.append(
                store, server, List.of(new ServerRegistered(server, "w", "0".repeat(64), NOON)));
        IntStream.range(0, SCRAPES).forEach(i -> Appends.append(store, server, scrape(i, 0)));
        notary = Notary.open(directory.resolve("audit"), Optional.empty(), new StoreAppends(store));
        notary.seal(0);
    }

    @AfterEach
    void close() {
        notary.close();
        store.close();
    }

    private List<ProcessSampled> scrape(int number, double more) {
        return IntStream.range(0, GROUPS)
                .mapToObj(
                        i ->
                                new ProcessSampled(
                                        server,
                                        NOON.plusSeconds(15L * number),
                                        "process-" + i,
                                        1,
                                        0.5 * number + more,
                                        4096))
                .toList();
    }

    @Test
    void anUntouchedStoreIsIntact() {
        assertThat(verify().intact()).isTrue();
    }

    /** What, the attack, and a word that must be among what is found. */
    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("a sample altered, with a good checksum", t -> t.alter(20), "altered"),
                attack(
                        "the same, and trimmed set to the head",
                        t -> {
                            t.alter(20);
                            t.head("trimmed", "121");
                        },
                        "trimmed_beyond"),
                attack(
                        "scrapes deleted, and trimmed set behind them",
                        t -> {
                            t.rewrite(entries -> entries.subList(1, entries.size()).clear());
                            t.head("trimmed", "121");
                        },
                        "missing"),
                attack(
                        "a scrape deleted",
                        t -> t.rewrite(entries -> entries.remove(20)),
                        "missing"),
                attack("the registration deleted", t -> t.rewrite(List::removeFirst), "missing"),
                attack("the last scrape deleted", t -> t.rewrite(List::removeLast), "missing"),
                attack(
                        "a scrape put in the place of another",
                        t -> t.rewrite(e -> e.set(20, e.get(20).with(e.get(0).fields()))),
                        "altered"),
                attack(
                        "another epoch claimed",
                        t -> t.rewrite(e -> e.set(20, e.get(20).in(new byte[8]))),
                        "altered"),
                attack(
                        "altered, and all seals deleted",
                        t -> {
                            t.alter(20);
                            t.delete("seals:all", "seals:facts");
                            t.unseal();
                        },
                        "altered"),
                attack("the whole stream deleted", t -> t.delete("events"), "missing"),
                attack("everything deleted", TamperTest::deleteEverything, "missing"),
                attack("the head deleted", t -> t.delete("head"), "head"),
                attack("the head turned back", t -> t.head("sequence", "61"), "head"),
                attack("the epochs deleted", t -> t.delete("epochs"), "epochs"),
                attack("the index of types deleted", t -> t.delete("types"), "types"),
                attack("the last scrapes deleted", t -> t.delete("scraped"), "scraped"),
                attack("the index of times deleted", t -> t.delete("times"), "times"),
                attack("the counts of tags deleted", t -> t.delete("tagged"), "tagged"),
                attack("a tag's index deleted", t -> t.delete(t.tag()), "tag:"),
                attack("a server's index deleted", t -> t.delete(t.scrapes()), "scrapes:"),
                attack(
                        "a server's index given to another",
                        t ->
                                t.rename(
                                        t.scrapes(),
                                        t.scrapes()
                                                .replace(t.server.toString(), "" + new UUID(0, 1))),
                        "scrapes:"));
    }

    private static Arguments attack(String what, Consumer<TamperTest> attack, String found) {
        return Arguments.of(what, attack, found);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void anAttackIsFoundAndNamed(String what, Consumer<TamperTest> attack, String found) {
        attack.accept(this);

        SealVerification.Outcome outcome = verify();

        assertThat(outcome.intact()).as(what).isFalse();
        assertThat(words(outcome)).as(what).anyMatch(word -> word.contains(found));
    }

    @Test
    void aForgeryIsNotSignedAfterwards() {
        alter(SCRAPES);
        notary.seal(0);

        assertThat(notary.stopped(0)).map(Finding::kind).contains(Finding.Kind.ALTERED);
        assertThat(words(verify())).anyMatch(word -> word.contains("altered"));
    }

    private SealVerification.Outcome verify() {
        return new SealVerification(
                        store, Optional.of(notary), Optional.empty(), InstantSource.system())
                .verify(List.of(), (done, total) -> {});
    }

    private static List<String> words(SealVerification.Outcome outcome) {
        List<String> words = new ArrayList<>();
        outcome.trees().forEach(tree -> tree.findings().forEach(found -> words.add(found.code())));
        outcome.indexes().forEach(found -> words.add(found.toString()));
        return words;
    }

    /** An entry as it stands in the stream. */
    private record Stored(StreamMessageId id, Map<byte[], byte[]> fields) {

        Stored with(Map<byte[], byte[]> other) {
            return new Stored(id, other);
        }

        Stored in(byte[] epoch) {
            Map<byte[], byte[]> changed = new LinkedHashMap<>();
            fields.forEach((name, value) -> changed.put(name, name[0] == 'p' ? epoch : value));
            return new Stored(id, changed);
        }
    }

    /** Scrape number {@code index}, said anew with another value and all checksums right. */
    private void alter(int index) {
        byte[] forged =
                EntryFormat.encode(new Entry.Processes(ProcessScrape.of(scrape(index - 1, 99))));
        rewrite(
                entries -> {
                    Map<byte[], byte[]> fields = new LinkedHashMap<>();
                    entries.get(index)
                            .fields()
                            .forEach(
                                    (name, value) ->
                                            fields.put(name, name[0] == 'e' ? forged : value));
                    entries.set(index, entries.get(index).with(fields));
                });
    }

    private void rewrite(Consumer<List<Stored>> change) {
        RStream<byte[], byte[]> stream =
                store.connection().getStream(key("events"), ByteArrayCodec.INSTANCE);
        List<Stored> entries = new ArrayList<>();
        stream.range(StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX))
                .forEach((id, fields) -> entries.add(new Stored(id, fields)));
        change.accept(entries);
        stream.delete();
        entries.forEach(entry -> stream.add(entry.id(), StreamAddArgs.entries(entry.fields())));
    }

    private void head(String field, String value) {
        store.connection()
                .<String, String>getMap(key("head"), StringCodec.INSTANCE)
                .fastPut(field, value);
    }

    private void unseal() {
        store.connection()
                .<String, String>getMap(key("head"), StringCodec.INSTANCE)
                .fastRemove("sealed:all", "sealed:facts");
    }

    private void delete(String... names) {
        for (String name : names) {
            store.connection().getKeys().delete(key(name));
        }
    }

    private void deleteEverything() {
        store.connection().getKeys().deleteByPattern("*" + namespace + ":0*");
    }

    private void rename(String from, String to) {
        store.connection().getKeys().rename(key(from), key(to));
    }

    private String tag() {
        return "tag:server=" + server;
    }

    private String scrapes() {
        return "scrapes:" + server + ":p:" + NOON.getEpochSecond() / 86_400;
    }

    private String key(String name) {
        return "{" + namespace + ":0}:" + name;
    }
}
