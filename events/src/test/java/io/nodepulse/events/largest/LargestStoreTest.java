package io.nodepulse.events.largest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Lists in a real Valkey. */
class LargestStoreTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final EventStoreSettings settings = TestStores.settings(4);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final LargestStore lists =
            new LargestStore(store.connection(), settings.namespace(), store::shardOf);
    private final UUID server = UUID.randomUUID();

    @AfterEach
    void close() {
        store.close();
    }

    private static LargestProcess process(String group, int pid, double cpuSeconds) {
        return new LargestProcess(
                group, pid, "www", NOON.getEpochSecond(), cpuSeconds, 1_048_576, null);
    }

    private static LargestProcesses list(Instant at, LargestProcess... processes) {
        return new LargestProcesses(at, MINUTE, List.of(processes));
    }

    private Optional<LargestProcesses> upTo(Instant moment) {
        return lists.at(server, NOON.minus(Duration.ofDays(2)), moment);
    }

    private void keep(LargestProcesses... more) {
        lists.keep(server, List.of(more)).join();
    }

    @Test
    void theNewestOfAMomentIsFound() {
        LargestProcesses first = list(NOON, process("nginx", 12, 3.25));
        LargestProcesses second = list(NOON.plus(MINUTE), process("nginx", 13, 0));

        keep(second);
        keep(first, first);

        assertThat(upTo(NOON.minusMillis(1))).isEmpty();
        assertThat(upTo(NOON)).contains(first);
        assertThat(upTo(NOON.plus(MINUTE).minusMillis(1))).contains(first);
        assertThat(upTo(NOON.plus(Duration.ofDays(1)))).contains(second);
        assertThat(lists.at(server, NOON.plusMillis(1), NOON.plusSeconds(59))).isEmpty();
        assertThat(lists.at(UUID.randomUUID(), NOON, NOON)).isEmpty();
    }

    @Test
    void nothingIsOlderThanADayBeforeTheNewest() {
        Instant dayLater = NOON.plus(LargestStore.KEPT);
        keep(list(NOON.minusMillis(1), process("cron", 1, 1)), list(NOON, process("cron", 1, 2)));

        keep(list(dayLater, process("cron", 1, 3)));

        assertThat(upTo(NOON.minusMillis(1))).isEmpty();
        assertThat(upTo(NOON)).isPresent();
    }

    @Test
    void notMoreAreKeptThanADayHasMinutes() {
        LargestProcesses[] many =
                IntStream.rangeClosed(0, LargestStore.MOST)
                        .mapToObj(i -> list(NOON.plusSeconds(i), process("cron", 1, i)))
                        .toArray(LargestProcesses[]::new);

        keep(many);

        assertThat(upTo(NOON)).isEmpty();
        assertThat(upTo(NOON.plusSeconds(1))).contains(many[1]);
        assertThat(upTo(NOON.plus(Duration.ofDays(1)))).contains(many[LargestStore.MOST]);
    }

    @Test
    void whatNobodyAddsToExpires() {
        keep(list(NOON, process("cron", 1, 1)));

        Duration left =
                Duration.ofMillis(
                        store.connection()
                                .getKeys()
                                .remainTimeToLive(
                                        store.connection()
                                                .getKeys()
                                                .getKeysStreamByPattern("*:largest:" + server)
                                                .findFirst()
                                                .orElseThrow()));

        assertThat(left).isBetween(Duration.ofHours(24), Duration.ofHours(25));
    }

    @Test
    void whatIsForgottenIsGone() {
        keep(list(NOON, process("cron", 1, 1)));

        lists.forget(server);

        assertThat(upTo(NOON)).isEmpty();
    }

    @Test
    void everythingComesBackAsItWas() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            LargestProcesses given = any(random, NOON.plusMillis(random.nextInt(1 << 30)));

            assertThat(LargestFormat.read(LargestFormat.write(given))).isEqualTo(given);
        }
    }

    private static LargestProcesses any(Random random, Instant at) {
        return new LargestProcesses(
                at,
                Duration.ofMillis(random.nextInt(86_400_000)),
                IntStream.range(0, random.nextInt(LargestProcesses.MAX_PROCESSES + 1))
                        .mapToObj(i -> anyProcess(random))
                        .toList());
    }

    private static LargestProcess anyProcess(Random random) {
        return new LargestProcess(
                random.nextBoolean() ? "postgres" : "name " + random.nextInt(9) + " ü𝄞",
                1 + random.nextInt(4_194_304),
                orNull(random, "user" + random.nextInt(3)),
                random.nextInt(1 << 28),
                random.nextInt(4) == 0 ? Double.NaN : random.nextInt(1 << 30) / 1e6,
                random.nextLong(Long.MAX_VALUE),
                orNull(random, "--port " + random.nextInt()));
    }

    private static @Nullable String orNull(Random random, String text) {
        return random.nextBoolean() ? null : text;
    }

    @Test
    void whatIsDamagedIsSaidToBe() {
        byte[] bytes = LargestFormat.write(list(NOON, process("nginx", 12, 3.25)));
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

            readsOrSays(damaged);
        }
        bytes[0] = 2;
        assertThatThrownBy(() -> LargestFormat.read(bytes))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageContaining("version 2");
    }

    private static void readsOrSays(byte[] damaged) {
        try {
            assertThat(LargestFormat.read(damaged).processes()).hasSizeLessThan(101);
        } catch (MalformedEntryException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void whatNoProcessCanHaveIsRefused() {
        assertThatThrownBy(() -> process("", 1, 1)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> process("cron", 0, 1)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> process("cron", 1, -1)).isInstanceOf(InvalidFieldException.class);
        assertThatThrownBy(() -> new LargestProcesses(NOON, Duration.ofMillis(-1), List.of()))
                .isInstanceOf(InvalidFieldException.class);
    }
}
