package io.nodepulse.events.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.RestoredValkey;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RBucket;
import org.redisson.api.RFunction;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Functions and formats of several versions of the program on one Valkey. */
class StoreVersionTest {

    @TempDir Path folder;

    private final Scrapes scrapes = Scrapes.ofNewServer();
    private RestoredValkey valkey;
    private EventStoreSettings settings;
    private RedissonClient redisson;

    @BeforeEach
    void start() {
        valkey = new RestoredValkey(folder);
        settings = valkey.settings();
        redisson = TestStores.client(settings);
    }

    @AfterEach
    void close() {
        redisson.shutdown();
        valkey.close();
    }

    @Test
    void aNodeWithoutTheFunctionsGetsThemWithTheNextAppend() {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            StoreDriver driver = new StoreDriver(store.engine(0));
            driver.append(scrapes.processes(0, 3));
            functions().flush();
            assertThat(libraries()).isEmpty();

            driver.append(scrapes.processes(15, 3));

            assertThat(libraries()).containsExactly("nodepulse_2");
            assertThat(store.shard(0).head()).isEqualTo(6);
            assertThat(store.shard(0).epochs().lost()).isEmpty();
        }
    }

    /** Its head names two keys, so it is told how many there are. */
    @Test
    void aFactThatBringsTheFunctionsIsAppendedAsItIs() {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            StoreDriver driver = new StoreDriver(store.engine(0));
            functions().flush();

            driver.append(List.of(scrapes.registered()));

            assertThat(store.shard(0).head()).isEqualTo(1);
            assertThat(driver.everything()).containsExactly(scrapes.registered());
            assertThat(store.shard(0).checkIndexes(read -> {})).isEmpty();
        }
    }

    @Test
    void aNodeWithoutTheFunctionsGetsThemWithAnyOtherCallToo() {
        try (ValkeyEventStore store = ValkeyEventStore.open(settings)) {
            functions().flush();

            store.shard(0).retention().reportPassed("anyone", 7);

            assertThat(libraries()).containsExactly("nodepulse_2");
            assertThat(store.shard(0).retention().passed())
                    .containsExactly(Map.entry("anyone", 7L));
        }
    }

    @Test
    void theFunctionsOfANewerProgramAreLeftAloneAndThoseOfTheOldestGo() {
        load("nodepulse", "nodepulse_append");
        load("nodepulse_3", "nodepulse_append_3");

        ValkeyEventStore.open(settings).close();

        assertThat(libraries()).containsExactlyInAnyOrder("nodepulse_2", "nodepulse_3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1, format 3 | this event store has format 3, and this program knows formats up to 2: start the newer program",
                "4, format 2 | this event store was made with 4 shards, not with 1",
                "4           | this event store was made with 4 shards, not with 1",
                "a           | this is no event store: its number of shards is 'a'",
            })
    void aStoreThatThisProgramDoesNotKnowIsRefusedInOneLine(String text, String message) {
        format().set(text);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ValkeyEventStore.open(settings))
                .withMessage(message);
        assertThat(format().get()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none", "1"})
    void aStoreIsMarkedSoThatProgramsOfBeforeRefuseIt(String before) {
        if (before != null) {
            format().set(before);
        }

        ValkeyEventStore.open(settings).close();

        // These compare the whole text with their number of shards.
        assertThat(format().get()).isEqualTo("1, format 2").isNotEqualTo("1");
        ValkeyEventStore.open(settings).close();
    }

    private RBucket<String> format() {
        return redisson.getBucket("{np}:shards", StringCodec.INSTANCE);
    }

    private RFunction functions() {
        return redisson.getFunction();
    }

    private List<String> libraries() {
        return functions().list().stream().map(library -> library.getName()).toList();
    }

    private void load(String library, String function) {
        functions()
                .load(
                        library,
                        "redis.register_function('%s', function() return 1 end)"
                                .formatted(function));
    }
}
