package io.nodepulse.events.store.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.Scrapes;
import io.nodepulse.events.store.StoreDriver;
import io.nodepulse.events.store.TestStores;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.entry.ScrapeEncoder;
import io.nodepulse.events.store.seal.Verification.Defect;
import io.nodepulse.events.store.seal.Verification.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The seals of before there were checkpoints still tell what is done to the entries behind the
 * store's back, at its place.
 */
class LegacySealTest {

    private static final int GROUPS = 3;
    private static final int SCRAPES = 40;

    private final EventStoreSettings settings = TestStores.settings(1);
    private final ValkeyEventStore store = ValkeyEventStore.open(settings);
    private final StoreDriver driver = new StoreDriver(store.engine(0));
    private final Scrapes scrapes = Scrapes.ofNewServer();

    @BeforeEach
    void sealTwoRanges() {
        driver.append(List.of(scrapes.registered()));
        for (int i = 0; i < SCRAPES; i++) {
            driver.append(scrapes.processes(i * 15L, GROUPS));
            if (i == SCRAPES / 2) {
                LegacySealing.seal(settings);
            }
        }
        LegacySealing.seal(settings);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void untouchedEntriesVerify() {
        List<Long> progress = new ArrayList<>();

        Verification all = store.shard(0).seals().verify(SealChain.ALL, progress::add);

        assertThat(all.defect()).isEmpty();
        assertThat(all.sealsChecked()).isEqualTo(2);
        assertThat(all.entriesChecked()).isEqualTo(1 + SCRAPES);
        assertThat(progress).endsWith(1L + SCRAPES * GROUPS);
        assertThat(store.shard(0).seals().verify(SealChain.FACTS, sequence -> {}).entriesChecked())
                .isEqualTo(1);
    }

    static Stream<Arguments> tampering() {
        return Stream.of(
                Arguments.of(
                        "a bit altered", change(20, LegacySealTest::flipBit), Kind.ALTERED, 61),
                Arguments.of(
                        "the first altered", change(0, LegacySealTest::flipBit), Kind.ALTERED, 1),
                Arguments.of("one removed", change(30, entry -> List.of()), Kind.MISSING, 91),
                Arguments.of("the last removed", change(40, entry -> List.of()), Kind.MISSING, 121),
                Arguments.of(
                        "one inserted", change(10, LegacySealTest::insertBefore), Kind.ADDED, 30));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void tamperingIsFoundAtItsPlace(
            String what, UnaryOperator<List<RawEntry>> change, Kind kind, long lastSequence) {
        TestStores.tamper(settings, change);

        assertThat(store.shard(0).seals().verify(SealChain.ALL, sequence -> {}).defect())
                .as(what)
                .contains(new Defect(kind, lastSequence));
    }

    @Test
    void aFactIsProvenForEverAndScrapesUntilTheyRetire() {
        Instant cut = Scrapes.NOON.plusSeconds(SCRAPES / 2 * 15);
        long removed =
                store.shard(0)
                        .retention()
                        .trim(cut.plus(ScrapeEncoder.KEYFRAME_INTERVAL), store.shard(0).head());

        assertThat(removed).isBetween(SCRAPES / 2 - 5L, SCRAPES / 2L);
        assertThat(store.shard(0).seals().verify(SealChain.ALL, sequence -> {}).defect()).isEmpty();
        assertThat(store.shard(0).seals().verify(SealChain.FACTS, sequence -> {}).defect())
                .isEmpty();

        TestStores.tamper(settings, change(0, LegacySealTest::flipBit));
        assertThat(store.shard(0).seals().verify(SealChain.FACTS, sequence -> {}).defect())
                .isEqualTo(Optional.of(new Defect(Kind.ALTERED, 1)));
    }

    private static UnaryOperator<List<RawEntry>> change(
            int index, Function<RawEntry, List<RawEntry>> replacement) {
        return entries -> {
            List<RawEntry> changed = new ArrayList<>(entries);
            changed.addAll(index, replacement.apply(changed.remove(index)));
            return changed;
        };
    }

    private static List<RawEntry> flipBit(RawEntry entry) {
        byte[] bytes = entry.bytes().clone();
        bytes[bytes.length / 2] ^= 1;
        return List.of(new RawEntry(entry.lastSequence(), entry.count(), entry.epoch(), bytes));
    }

    private static List<RawEntry> insertBefore(RawEntry entry) {
        return List.of(
                new RawEntry(entry.lastSequence() - 1, 1, entry.epoch(), entry.bytes()), entry);
    }
}
