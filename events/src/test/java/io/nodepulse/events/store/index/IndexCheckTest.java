package io.nodepulse.events.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nodepulse.events.AgentTokenRevoked;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.RawKeys;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A store with two servers over midnight, retention, dead letters and three epochs, one of which
 * began without what was lost: each key of the table in the README is damaged in turn.
 */
class IndexCheckTest {

    private static final UUID A = new UUID(0xA, 1);
    private static final UUID B = new UUID(0xB, 2);
    private static final String TAG_A = "tag:server=" + A;
    private static final String TAG_B = "tag:server=" + B;
    private static final String TAG_OTHER = "tag:server=" + new UUID(0xC, 3);
    private static final String A_PROCESSES = A + ":p";
    private static final String OTHER_PROCESSES = new UUID(0xC, 3) + ":p";
    private static final long DAY = ShardKeys.dayOf(Scrapes.NOON.toEpochMilli());
    private static final String TODAY = "scrapes:" + A_PROCESSES + ":" + DAY;
    private static final String TOMORROW = "scrapes:" + A_PROCESSES + ":" + (DAY + 1);
    private static final String HOST = "scrapes:" + B + ":h:" + DAY;
    private static final String SHORTEN =
            "redis.call('SET', KEYS[1], redis.call('GETRANGE', KEYS[1], 0, -2))";

    /** Of each round: 2 samples of A's processes, 1 of B's host. */
    private static final int EVENTS_PER_ROUND = 3;

    private static final int FACTS = 3;
    private static final int ROUNDS = 84;
    private static final int LOST = 5;
    private static final int MINUTES_PER_ROUND = 10;

    /** After this many rounds numbers are lost, and after twice as many only the epoch changes. */
    private static final int ROUNDS_OF_AN_EPOCH = 30;

    private final EventStoreSettings settings = TestStores.settings(1);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final StoreDriver driver = new StoreDriver(store.engine(0));
    private final RawKeys raw = new RawKeys(settings);

    @BeforeEach
    void fill() {
        driver.append(List.of(new Scrapes(A, Scrapes.NOON).registered()));
        driver.append(List.of(new Scrapes(B, Scrapes.NOON).registered()));
        driver.append(List.of(new AgentTokenRevoked(A, Scrapes.NOON)));
        for (int round = 0; round < ROUNDS; round++) {
            if (round == ROUNDS_OF_AN_EPOCH) {
                raw.run("HSET", "head", "given", Long.toString(store.shard(0).head() + LOST));
            } else if (round == 2 * ROUNDS_OF_AN_EPOCH) {
                raw.forgetWriter();
            }
            append(round);
        }
        store.shard(0).deadLetters().setAside(lastOf(40), "processes", "no partition for that day");
        store.shard(0).retention().reportPassed("processes", store.shard(0).head());
        assertThat(
                        store.shard(0)
                                .retention()
                                .trim(
                                        Scrapes.NOON.plus(Duration.ofHours(2)),
                                        store.shard(0).head()))
                .isEqualTo(22);
    }

    @AfterEach
    void close() {
        raw.close();
        store.close();
    }

    private void append(int round) {
        long second = round * MINUTES_PER_ROUND * 60L;
        driver.append(new Scrapes(A, Scrapes.NOON).processes(second, 2));
        driver.append(List.of(new Scrapes(B, Scrapes.NOON).host(second)));
    }

    /** Sequence of the last sample of A of that round. */
    private static long lastOf(int round) {
        return FACTS
                + (long) round * EVENTS_PER_ROUND
                + 2
                + (round >= ROUNDS_OF_AN_EPOCH ? LOST : 0);
    }

    @Test
    void nothingIsFoundWhereNothingWasDamaged() {
        assertThat(store.shard(0).epochs().starts()).hasSize(3);
        assertThat(store.shard(0).epochs().lost()).hasSize(1);
        assertThat(store.shard(0).trimmed()).isPositive();
        List<Long> progress = new ArrayList<>();

        assertThat(store.shard(0).checkIndexes(progress::add)).isEmpty();
        assertThat(progress).last().isEqualTo(store.shard(0).head());
    }

    @Test
    void anEmptyStoreIsSound() {
        try (ValkeyEventStore empty = TestStores.open(2)) {
            assertThat(empty.shard(1).checkIndexes(read -> {})).isEmpty();
        }
    }

    @Test
    void nothingIsFoundWhileAppendsGoOn() throws InterruptedException {
        AtomicBoolean checked = new AtomicBoolean();
        Thread agents =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int round = ROUNDS; !checked.get(); round++) {
                                        append(round);
                                        driver.append(List.of(Scrapes.ofNewServer().registered()));
                                    }
                                });
        long before = store.shard(0).head();
        try {
            for (int check = 0; check < 10; check++) {
                assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();
            }
        } finally {
            checked.set(true);
            agents.join();
        }
        assertThat(store.shard(0).head()).isGreaterThan(before);
    }

    /** Damage, by a command or a script on a key; the key that is named, and the first event. */
    static Stream<Arguments> damages() {
        long kept = lastOf(11);
        String revoked = "3:nodepulse.AgentTokenRevoked";
        return Stream.of(
                arguments("DEL", TAG_A, TAG_A, 1),
                arguments("ZREM " + revoked, TAG_A, TAG_A, 3),
                arguments("ZADD 2 2:nodepulse.AgentTokenRevoked", TAG_A, TAG_A, 2),
                arguments("ZADD 9999 9999:nodepulse.AgentTokenRevoked", TAG_A, TAG_A, 0),
                arguments("ZADD 2 " + revoked, TAG_A, TAG_A, 0),
                arguments("RENAME " + TAG_OTHER, TAG_A, TAG_A, 1),
                arguments("RENAME " + TAG_OTHER, TAG_A, TAG_OTHER, 1),
                arguments("RENAME " + TAG_B, TAG_A, TAG_B, 1),
                arguments("SET x", TAG_OTHER, TAG_OTHER, 0),
                arguments("DEL", "tag:administration=act", "tag:administration=act", 1),
                arguments("DEL", "tagged", "tagged", 1),
                arguments("HSET {" + TAG_A + "} 1", "tagged", "tagged", 1),
                arguments("HSET {" + TAG_OTHER + "} 1", "tagged", "tagged", 0),
                arguments("DEL", "types", "types", lastOf(ROUNDS - 1)),
                arguments("HSET nodepulse.AgentTokenRevoked 2", "types", "types", 3),
                arguments("HSET nodepulse.PersonRemoved 2", "types", "types", 0),
                arguments("DEL", "scraped", "scraped", lastOf(ROUNDS - 1)),
                arguments("HSET " + A_PROCESSES + " 5:5", "scraped", "scraped", lastOf(ROUNDS - 1)),
                arguments("HSET " + OTHER_PROCESSES + " 5:99", "scraped", "scraped", 99),
                arguments("DEL", TODAY, TODAY, kept),
                arguments(SHORTEN, TODAY, TODAY, 0),
                arguments(SHORTEN, HOST, HOST, 0),
                arguments("SETRANGE 0 !", TODAY, TODAY, kept),
                arguments("APPEND !!", TODAY, TODAY, lastOf(71) + '!'),
                arguments(
                        "RENAME scrapes:" + OTHER_PROCESSES + ":7", TOMORROW, TOMORROW, lastOf(72)),
                arguments(
                        "RENAME scrapes:" + OTHER_PROCESSES + ":7",
                        TOMORROW,
                        "scrapes:" + OTHER_PROCESSES + ":7",
                        lastOf(72)),
                arguments("DEL", "times", "times", kept - 1),
                arguments("ZREM " + (lastOf(50) - 1), "times", "times", lastOf(50) - 1),
                arguments("ZADD 7 " + (lastOf(50) - 1), "times", "times", lastOf(50) - 1),
                arguments("ZADD 7 " + lastOf(50), "times", "times", lastOf(50)),
                arguments("DEL", "epochs", "epochs", 1),
                arguments("HDEL " + (lastOf(60) - 1), "epochs", "epochs", lastOf(60) - 1),
                arguments(
                        "HSET " + (lastOf(50) - 1) + " abcdefgh9:9",
                        "epochs",
                        "epochs",
                        lastOf(50) - 1),
                arguments("HSET 9999 abcdefgh9:9", "epochs", "epochs", 9999),
                arguments("HSET 7 x", "epochs", "epochs", 0),
                arguments(after(lastOf(29) + 1 - 3), "epochs", "epochs", lastOf(30) - 1),
                arguments(after(lastOf(29) + 1 + 2), "epochs", "epochs", lastOf(30) - 1),
                arguments("HSET sequence " + (lastOf(80) - 2), "head", "head", lastOf(80) - 1),
                arguments("HSET sequence 9999", "head", "head", lastOf(83) + 2),
                arguments("HSET epoch 12345678", "head", "head", 0),
                arguments("HSET time 1", "head", "head", 0),
                arguments("HSET time 9999999999999", "head", "head", 0),
                arguments("HSET time x", "head", "head", 0),
                arguments("HSET lost:7 9:9", "head", "head", 0),
                arguments("HSET lost:1 9:x", "head", "head", 0),
                arguments("HSET trimmed " + lastOf(20), "head", "head", kept - 1),
                arguments("HSET trimmed 20", "head", "events", 21),
                arguments("HSET trimmed 9999", "head", "head", kept - 1),
                arguments("HSET processes 9999", "passed", "passed", 0),
                arguments("DEL", "dead", "dead", 0),
                arguments("DEL", "dead:index", "dead:index", lastOf(40)),
                arguments("XDEL " + lastOf(50) + "-2", "events", "events", lastOf(50) - 1),
                arguments("XDEL " + lastOf(50) + "-2", "events", TODAY, lastOf(50)),
                arguments("XDEL 3-1", "events", TAG_A, 3),
                arguments("DEL", "events", "head", 1));
    }

    /** Lets the second epoch say that it follows on another event. */
    private static String after(long sequence) {
        long first = lastOf(30) - 1;
        return "local v = redis.call('HGET', KEYS[1], '%d') ".formatted(first)
                + "redis.call('HSET', KEYS[1], '%d', string.sub(v, 1, 8) .. '%d:1')"
                        .formatted(first, sequence);
    }

    @ParameterizedTest(name = "{0} {1}: {2} from {3}")
    @MethodSource("damages")
    void damageIsFoundAndNamed(String damage, String key, String named, long first) {
        damage(damage, key);

        assertThat(store.shard(0).checkIndexes(read -> {}))
                .extracting(found -> entry(found.key(), found.firstSequence()))
                .contains(entry(raw.name(named), first));
    }

    private void damage(String damage, String key) {
        if (damage.contains("redis.call")) {
            raw.script(damage, key);
            return;
        }
        List<String> words = new ArrayList<>(List.of(damage.split(" ", -1)));
        words.add(1, key);
        words.replaceAll(
                word ->
                        word.startsWith("{")
                                ? raw.name(word.substring(1, word.length() - 1))
                                : word);
        if (words.getFirst().equals("RENAME")) {
            words.set(2, raw.name(words.get(2)));
        }
        raw.run(words.toArray(String[]::new));
    }

    @Test
    void theFindingsOfOneKeyAreFew() {
        raw.run("DEL", "scraped");
        raw.run("DEL", "epochs");

        assertThat(store.shard(0).checkIndexes(read -> {}))
                .hasSizeLessThan(10)
                .anySatisfy(
                        found ->
                                assertThat(found.toString())
                                        .contains("}:scraped says null for " + A_PROCESSES)
                                        .contains(", from event "));
    }
}
