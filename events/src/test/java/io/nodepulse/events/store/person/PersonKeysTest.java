package io.nodepulse.events.store.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.EventTypes;
import io.nodepulse.events.administration.PersonErased;
import io.nodepulse.events.person.Keyring;
import io.nodepulse.events.person.PersonKey;
import io.nodepulse.events.secret.KeyFileException;
import io.nodepulse.events.segment.SegmentArchive;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.RawKeys;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.messaging.core.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Keys beside the events of a real Valkey. */
class PersonKeysTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ADA = "person:ada";

    @TempDir private Path folder;

    private final EventStoreSettings settings = TestStores.settings(1);
    private Path file = Path.of("");
    private ValkeyEventStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("persons.key");
        store = open(file);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ValkeyEventStore open(@Nullable Path key) {
        return ValkeyEventStore.open(settings, SegmentArchive.NONE, (appends, took) -> {}, key);
    }

    private PersonKeys keys() {
        return store.persons();
    }

    private String number(String who) {
        return keys().of(who).map(PersonKey::number).orElseThrow();
    }

    private void erased(String number) {
        store.engine(0)
                .appendEvents(
                        AppendCondition.none(),
                        null,
                        EventTypes.messages(
                                List.of(new PersonErased(number, null, NOON)),
                                Metadata.emptyInstance()))
                .thenCompose(append -> append.commit(null))
                .join();
    }

    @Test
    void theFirstKeyMakesTheFileAndEveryProcessFindsTheSame() throws Exception {
        assertThat(file).doesNotExist();
        String number = number(ADA);

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(PersonErased.isNumber(number)).isTrue();
        assertThat(number("person:grace")).isNotEqualTo(number);
        try (ValkeyEventStore other = open(file)) {
            assertThat(other.persons().of(ADA)).isEqualTo(keys().of(ADA));
            assertThat(other.persons().find(number))
                    .isEqualTo(new Keyring.Present(keys().of(ADA).orElseThrow()));
        }
    }

    @Test
    void whoeverAsksAtOnceGetsTheSame() {
        Set<String> numbers = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 16).parallel().forEach(i -> numbers.add(number(ADA)));

        assertThat(numbers).hasSize(1);
        assertThat(keys().numbersOf(Set.of(ADA))).isEqualTo(numbers);
    }

    /** Neither names nor keys are in Valkey. */
    @Test
    void whatValkeyKeepsNamesNobody() {
        number(ADA);
        try (RawKeys raw = new RawKeys(settings)) {
            assertThat(raw.run("HVALS", "persons") + raw.run("HKEYS", "persons"))
                    .doesNotContain("ada");
        }
    }

    @Test
    void withoutAFileNothingIsSealed() {
        try (ValkeyEventStore plain = open(null)) {
            assertThat(plain.persons().of(ADA)).isEmpty();
            assertThat(plain.persons().areSealed()).isFalse();
            plain.persons().requireReadable();
            number(ADA);
            assertThatThrownBy(plain.persons()::requireReadable)
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("nodepulse.persons.key-file is not set");
        }
    }

    @Test
    void aLostFileIsNotReplaced() throws Exception {
        number(ADA);
        Files.delete(file);

        try (ValkeyEventStore other = open(file)) {
            PersonKeys without = other.persons();
            for (Runnable use :
                    List.<Runnable>of(without::requireReadable, () -> without.of("person:grace"))) {
                assertThatThrownBy(use::run)
                        .isInstanceOf(KeyFileException.class)
                        .hasMessageContaining("persons.key, the key of persons, is missing");
            }
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void anotherFileIsNamedAndOpensNothing() throws Exception {
        String number = number(ADA);
        Path another = folder.resolve("another.key");
        PersonKeys.file(another).make();

        try (ValkeyEventStore other = open(another)) {
            assertThatThrownBy(other.persons()::requireReadable)
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("with another key than that in " + another);
            assertThat(other.persons().find(number)).isInstanceOf(Keyring.Missing.class);
        }
    }

    @Test
    void aKeyThatIsLostIsNotCalledErased() {
        String number = number(ADA);
        try (RawKeys raw = new RawKeys(settings)) {
            raw.run("DEL", "persons");
        }

        try (ValkeyEventStore other = open(file)) {
            assertThat(other.persons().find(number))
                    .isInstanceOfSatisfying(
                            Keyring.Missing.class,
                            missing ->
                                    assertThat(missing.why())
                                            .contains("its key is not in {", ":0}:persons"));
        }
    }

    @Test
    void onlyWhoIsErasedByAnEventIsDestroyedAndTheNameGetsAnotherKey() {
        String number = number(ADA);
        String grace = number("person:grace");
        assertThatThrownBy(() -> keys().destroy(Set.of(number)))
                .isInstanceOf(IllegalStateException.class);

        erased(number);
        keys().destroy(Set.of(number));

        assertThat(keys().find(number)).isEqualTo(new Keyring.Erased(null));
        assertThat(keys().isKnown(ADA)).isFalse();
        assertThat(keys().numbersOf(Set.of(ADA))).isEmpty();
        assertThat(number(ADA)).isNotEqualTo(number);
        assertThat(number("person:grace")).isEqualTo(grace);
        try (RawKeys raw = new RawKeys(settings)) {
            assertThat(raw.run("HEXISTS", "persons", number)).isEqualTo("0");
        }
    }

    /** As with an older copy of Valkey, under events that came from elsewhere. */
    @Test
    void aKeyThatComesBackOpensNothingAndIsDestroyedAgain() {
        String number = number(ADA);
        try (RawKeys raw = new RawKeys(settings)) {
            String kept = raw.run("HGET", "persons", number);
            erased(number);
            keys().destroy(Set.of(number));
            raw.run("HSET", "persons", number, kept);

            assertThat(keys().find(number)).isEqualTo(new Keyring.Erased(null));
            assertThat(keys().destroyErased()).isEqualTo(1);
            assertThat(keys().destroyErased()).isZero();
            assertThat(raw.run("HEXISTS", "persons", number)).isEqualTo("0");
        }
    }

    /** An erasure that was ended between its event and its keys. */
    @Test
    void anErasureThatWasCutShortIsOneAllTheSame() {
        String number = number(ADA);
        erased(number);

        try (ValkeyEventStore other = open(file)) {
            assertThat(other.persons().find(number)).isEqualTo(new Keyring.Erased(null));
            assertThat(other.persons().of(ADA).orElseThrow().number()).isNotEqualTo(number);
        }
        assertThat(keys().destroyErased()).isZero();
    }

    @Test
    void aTraceThatWasLostHidesNoNumber() {
        String number = number(ADA);
        try (RawKeys raw = new RawKeys(settings)) {
            raw.script(
                    "for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do"
                            + " if field:sub(1, 3) == 'of:' then redis.call('HDEL', KEYS[1], field) end"
                            + " end",
                    "persons");
        }
        String second = number(ADA);

        assertThat(keys().numbersOf(Set.of(ADA))).containsExactlyInAnyOrder(number, second);
    }
}
