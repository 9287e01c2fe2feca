package io.nodepulse.events.store.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.EpochTrail;
import io.nodepulse.events.ShardToken;
import io.nodepulse.events.store.entry.RawEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Random histories of several primaries, against a model that knows every event: appends, replicas
 * that lag, failovers, backups brought back, retention; callers that know which numbers are given
 * out and others that do not.
 */
class ContinuityTest {

    private static final int HISTORIES = 3_000;
    private static final int STEPS = 40;
    private static final Epoch A = new Epoch(0xA);
    private static final Epoch B = new Epoch(0xB);

    /** A wrote 1 to 5 before the failover and 6 to 8 that were lost; B went on with 9. */
    private static final EpochHistory FAILED_OVER =
            new EpochHistory(
                    List.of(
                            new EpochStart(A, 0, 1, Instant.EPOCH),
                            new EpochStart(B, 5, 9, Instant.EPOCH)),
                    12,
                    0);

    @Test
    void readersGoOnExactlyWhereTheirHistoryIsTheShards() {
        int stops = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            stops += play(new Random(seed), true);
        }
        assertThat(stops).isGreaterThan(HISTORIES);
    }

    @Test
    void withoutRetentionNothingIsEverPassedOver() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            play(new Random(seed), false);
        }
    }

    private static int play(Random random, boolean withTrimming) {
        ShardModel shard = new ShardModel(random);
        List<ReaderModel> readers =
                IntStream.range(0, 3).mapToObj(i -> new ReaderModel(shard, random)).toList();
        for (int step = 0; step < STEPS; step++) {
            ReaderModel reader = readers.get(random.nextInt(readers.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> shard.append(random.nextBoolean() ? reader.sequence() : 0);
                case 4 -> shard.replicate();
                case 5 -> shard.promote();
                case 6 -> reader.repairAndReadAll();
                case 7 -> {
                    if (withTrimming && random.nextInt(4) == 0) {
                        shard.trim();
                    }
                }
                default -> reader.readSome();
            }
            checkLost(shard, random);
        }
        readers.forEach(ReaderModel::repairAndReadAll);
        return readers.stream().mapToInt(ReaderModel::stops).sum();
    }

    private static void checkLost(ShardModel shard, Random random) {
        EpochHistory history = shard.history();
        Set<Long> lost = new HashSet<>();
        history.lost()
                .forEach(
                        range ->
                                LongStream.rangeClosed(range.first(), range.last())
                                        .forEach(lost::add));
        assertThat(lost).isEqualTo(shard.unused());
        long after = random.nextLong(history.head() + 1);
        assertThat(history.unusedBetween(after, history.head()))
                .isEqualTo(lost.stream().filter(sequence -> sequence > after).count());
        shard.events()
                .forEach(
                        event -> assertThat(history.at(event.sequence())).isEqualTo(event.epoch()));
    }

    @ParameterizedTest
    @CsvSource({
        "5, goes on",
        "8, goes on", // has what was lost, and none of these numbers was used again
        "9, 'events 6-9 were read before the event store went back, and are others now'",
    })
    void aReaderOfTheFirstPrimary(long sequence, String expected) {
        ShardToken token = new ShardToken(sequence, 0, EpochTrail.from(A, 1));
        assertThat(
                        Continuity.breakAt(token, FAILED_OVER)
                                .map(StreamBreak::toString)
                                .orElse("goes on"))
                .isEqualTo(expected);
    }

    @Test
    void aReaderThatMissedTheLostEventsGetsThemWhenTheirPrimaryComesBack() {
        EpochHistory back = new EpochHistory(List.of(new EpochStart(A, 0, 1, Instant.EPOCH)), 8, 0);
        ShardToken at5 = new ShardToken(5, 0, EpochTrail.from(A, 1));
        ShardToken at9 = Continuity.after(new RawEntry(9, 1, B, new byte[0]), at5);

        StreamBreak found = Continuity.breakAt(at9, back).orElseThrow();

        assertThat(found.common()).isEqualTo(5);
        assertThat(Continuity.repaired(at9, found, back).sequence()).isEqualTo(5);
    }

    @Test
    void aTrailIsReadAsItWasWrittenAndForgetsTheOldest() {
        EpochTrail trail = EpochTrail.UNKNOWN;
        List<Epoch> epochs = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            epochs.add(Epoch.random());
            trail = trail.into(epochs.getLast(), i);
        }
        assertThat(EpochTrail.parse(trail.toString())).isEqualTo(trail);
        assertThat(trail.steps().stream().map(EpochTrail.Step::epoch))
                .isEqualTo(epochs.subList(4, 20));
        assertThat(EpochTrail.parse(EpochTrail.UNKNOWN.toString())).isEqualTo(EpochTrail.UNKNOWN);
    }

    @Test
    void aTokenOfBeforeThereWereEpochsIsTakenAtItsNumber() {
        ShardToken plain = new ShardToken(10, 10, EpochTrail.UNKNOWN);
        assertThat(Continuity.breakAt(plain, FAILED_OVER)).isEmpty();
        assertThat(Continuity.begin(plain, FAILED_OVER).trail().last()).isEqualTo(B);
    }
}
