package io.nodepulse.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ProcessSampled;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/** Seeded histories go through the format and must come back as they were, event by event. */
class EntryFormatTest {

    private static final int SCRAPES = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyScrapeComesBackFromKeyframesAndDeltas(long seed) {
        RandomHistory history = new RandomHistory(seed);
        List<ProcessSampled> first = history.nextScrape();
        Keyframe keyframe = new Keyframe(Epoch.ORIGIN, first.size(), ProcessScrape.of(first));

        for (int i = 0; i < SCRAPES; i++) {
            List<ProcessSampled> samples = history.nextScrape();
            ProcessScrape scrape = ProcessScrape.of(samples);

            byte[] alone = EntryFormat.encode(new Entry.Processes(scrape));
            byte[] delta = EntryFormat.encodeDelta(scrape, keyframe);

            assertThat(events(EntryFormat.decode(alone, EntryFormatTest::noKeyframe)))
                    .isEqualTo(samples);
            assertThat(events(EntryFormat.decode(delta, (epoch, sequence) -> keyframe)))
                    .isEqualTo(samples);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void hostScrapesAndOtherEventsComeBack(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Entry host = new Entry.Figures(history.nextHost());
        Entry.Events events = new Entry.Events(history.nextStoredEvents());

        assertThat(EntryFormat.decode(EntryFormat.encode(host), EntryFormatTest::noKeyframe))
                .isEqualTo(host);
        assertThat(EntryFormat.decode(EntryFormat.encode(events), EntryFormatTest::noKeyframe))
                .usingRecursiveComparison()
                .isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyChangedBitIsFound(long seed) {
        RandomHistory history = new RandomHistory(seed);
        byte[] bytes =
                EntryFormat.encode(new Entry.Processes(ProcessScrape.of(history.nextScrape())));

        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            assertThatExceptionOfType(MalformedEntryException.class)
                    .isThrownBy(() -> EntryFormat.decode(altered, EntryFormatTest::noKeyframe));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noBytesCrashTheDecoder(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Keyframe keyframe = new Keyframe(Epoch.ORIGIN, 1, ProcessScrape.of(history.nextScrape()));
        List<byte[]> originals =
                List.of(
                        EntryFormat.encode(new Entry.Figures(history.nextHost())),
                        EntryFormat.encode(new Entry.Events(history.nextStoredEvents())),
                        EntryFormat.encodeDelta(ProcessScrape.of(history.nextScrape()), keyframe));
        Random random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = HostileBytes.mutate(originals.get(i % originals.size()), random);
            try {
                Entry entry = EntryFormat.decode(mutated, (epoch, sequence) -> keyframe);
                assertThat(entry.count()).isPositive();
            } catch (MalformedEntryException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void aDeltaSaysWhoseAndOfWhichEpochItsKeyframeIs() {
        RandomHistory history = new RandomHistory(1);
        Epoch epoch = Epoch.random();
        Keyframe keyframe = new Keyframe(epoch, 7, ProcessScrape.of(history.nextScrape()));
        byte[] delta = EntryFormat.encodeDelta(ProcessScrape.of(history.nextScrape()), keyframe);
        ProcessScrape foreign = ProcessScrape.of(new RandomHistory(2).nextScrape());

        EntryFormat.decode(
                delta,
                (asked, sequence) -> {
                    assertThat(asked).isEqualTo(epoch);
                    assertThat(sequence).isEqualTo(7);
                    return keyframe;
                });
        assertThatExceptionOfType(MalformedEntryException.class)
                .isThrownBy(
                        () ->
                                EntryFormat.decode(
                                        delta,
                                        (asked, sequence) -> new Keyframe(epoch, 7, foreign)))
                .withMessageContaining("is of server " + foreign.serverId());
    }

    private static List<GroupSample> events(Entry entry) {
        return ((Entry.Processes) entry).scrape().events();
    }

    private static Keyframe noKeyframe(@Nullable Epoch epoch, long sequence) {
        throw new MalformedEntryException("no keyframe " + sequence);
    }
}
