package io.nodepulse.events.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.valkey.MomentaryRead.ScoredMember;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Against a real Valkey, whose functions it brings there itself. */
class MomentaryReadTest {

    private final EventStoreSettings settings = TestStores.settings(1);
    private final ShardKeys keys = new ShardKeys(settings.namespace(), 0);
    private final RedissonClient redisson = TestStores.client(settings);
    private final MomentaryRead read = new MomentaryRead(redisson);

    @AfterEach
    void close() {
        redisson.shutdown();
    }

    private RMap<String, String> map(String key) {
        return redisson.getMap(key, StringCodec.INSTANCE);
    }

    @Test
    void readsEachKindOfKey() {
        map(keys.types()).putAll(Map.of("a", "1", "ä", ""));
        redisson.getBucket(keys.events(), StringCodec.INSTANCE).set("steps");
        redisson.getScoredSortedSet(keys.times(), StringCodec.INSTANCE).add(2.0, "late");
        redisson.getScoredSortedSet(keys.times(), StringCodec.INSTANCE).add(1.0, "early");
        Supplier<Map<String, String>> texts = read.texts(keys.types());
        Supplier<@Nullable String> field = read.field(keys.types(), "a");
        Supplier<byte @Nullable []> bytes = read.bytes(keys.events());
        Supplier<List<ScoredMember>> members = read.members(keys.times());
        Supplier<Long> size = read.size(keys.times());

        read.run();

        assertThat(texts.get()).isEqualTo(Map.of("a", "1", "ä", ""));
        assertThat(field.get()).isEqualTo("1");
        assertThat(bytes.get()).isEqualTo("steps".getBytes(StandardCharsets.US_ASCII));
        assertThat(members.get())
                .containsExactly(new ScoredMember("early", 1), new ScoredMember("late", 2));
        assertThat(size.get()).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        Supplier<Map<String, byte[]>> hash = read.hash(keys.types());
        Supplier<@Nullable String> field = read.field(keys.types(), "a");
        Supplier<byte @Nullable []> bytes = read.bytes(keys.events());
        Supplier<List<ScoredMember>> members = read.members(keys.times());
        Supplier<Long> size = read.size(keys.times());

        read.run();

        assertThat(hash.get()).isEmpty();
        assertThat(field.get()).isNull();
        assertThat(bytes.get()).isNull();
        assertThat(members.get()).isEmpty();
        assertThat(size.get()).isZero();
    }

    @Test
    void aKeyOfAnotherTypeIsNamed() {
        redisson.getBucket(keys.types(), StringCodec.INSTANCE).set("text");
        read.hash(keys.types());

        assertThatThrownBy(read::run)
                .isInstanceOf(EventStoreUnavailableException.class)
                .hasMessageContaining("WRONGTYPE");
    }

    /** The same number is written to two keys at once, again and again. */
    @Test
    void allIsSeenAsOfOneMoment() throws InterruptedException {
        AtomicBoolean seen = new AtomicBoolean();
        Thread writer =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 1; !seen.get(); i++) {
                                        both(i);
                                    }
                                });
        try {
            for (int i = 0; i < 500; i++) {
                MomentaryRead both = new MomentaryRead(redisson);
                Supplier<@Nullable String> first = both.field(keys.types(), "n");
                Supplier<@Nullable String> second = both.field(keys.passed(), "n");
                both.run();
                assertThat(first.get()).isEqualTo(second.get());
            }
        } finally {
            seen.set(true);
            writer.join();
        }
        assertThat(map(keys.types()).get("n")).isNotNull();
    }

    private void both(int number) {
        redisson.getScript(StringCodec.INSTANCE)
                .eval(
                        RScript.Mode.READ_WRITE,
                        "for i = 1, 2 do redis.call('HSET', KEYS[i], 'n', ARGV[1]) end",
                        RScript.ReturnType.VALUE,
                        List.of(keys.types(), keys.passed()),
                        Integer.toString(number));
    }
}
