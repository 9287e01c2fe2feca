package io.nodepulse.projections.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.stream.Stream;

class KeepSettingsTest {

    /** Days: of scrapes, what is set from minutes to days, what is kept. */
    @ParameterizedTest
    @CsvSource({
        "7,     ,,,,         7 30 397 1827",
        // An old configuration with one retention loses nothing by the defaults.
        "14,    ,,,,         14 30 397 1827",
        "60,    ,,,,         60 60 397 1827",
        "3000,  ,,,,         3000 3000 3000 3000",
        "0,     ,,,,         0 0 0 0",
        "1,     ,,,,         7 30 397 1827",
        "7,     2,,,,        2 30 397 1827",
        "7,     90,,,,       90 90 397 1827",
        "7,     ,,20,,       7 20 20 1827",
        "60,    ,,20,,       20 20 20 1827",
        "7,     ,,,0,        7 30 397 0",
        "0,     ,,,365,      365 365 365 365",
        "7,     1,2,3,4,     1 2 3 4",
        "7,     0,,,,        0 0 0 0",
    })
    void defaultsFitWhatIsSet(
            int scrapes,
            @Nullable Integer minutes,
            @Nullable Integer tens,
            @Nullable Integer hours,
            @Nullable Integer days,
            String kept) {
        BucketRetention retention =
                new KeepSettings(ofDays(minutes), ofDays(tens), ofDays(hours), ofDays(days))
                        .retention(Duration.ofDays(scrapes));
        assertThat(
                        Stream.of(
                                        retention.minutes(),
                                        retention.tens(),
                                        retention.hours(),
                                        retention.days())
                                .map(Duration::toDays)
                                .map(String::valueOf))
                .containsExactly(kept.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"2,1,,", "2,,1,", ",,0,5", "-1,,,", "0,,,3"})
    void lessThanForShorterBucketsIsRefused(
            @Nullable Integer minutes,
            @Nullable Integer tens,
            @Nullable Integer hours,
            @Nullable Integer days) {
        Duration ofMinutes = ofDays(minutes);
        Duration ofTens = ofDays(tens);
        Duration ofHours = ofDays(hours);
        Duration ofLonger = ofDays(days);
        assertThatThrownBy(() -> new KeepSettings(ofMinutes, ofTens, ofHours, ofLonger))
                .hasMessageContaining("no less than for shorter buckets");
    }

    private static @Nullable Duration ofDays(@Nullable Integer days) {
        return days == null ? null : Duration.ofDays(days);
    }
}
