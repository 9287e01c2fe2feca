package io.nodepulse.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.Grid;
import io.nodepulse.query.window.TimeRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class StepsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:05:30Z");

    @Test
    void stepsAreTheFinestThatFit() {
        assertSteps(1, 240, 1, BucketTier.MINUTE);
        assertSteps(6, 240, 2, BucketTier.MINUTE);
        assertSteps(24, 240, 10, BucketTier.TEN_MINUTES);
        assertSteps(168, 240, 60, BucketTier.HOUR);
        assertSteps(168, 1000, 20, BucketTier.TEN_MINUTES);
        assertSteps(168, 10, 1440, BucketTier.DAY);
        assertSteps(8_784, 240, 2_880, BucketTier.DAY);
        assertSteps(8_784, 1000, 720, BucketTier.SIX_HOURS);
        assertSteps(8_784, 40, 17_280, BucketTier.TWELVE_DAYS);
    }

    @Test
    void aRangeOfYearsHasStepsOfDays() {
        TimeRange range = new TimeRange.Between(Instant.EPOCH, NOW);
        Steps steps = Steps.of(range.round(NOW, Grid.UTC), 10);
        assertThat(steps.count()).isBetween(5, 10);
        assertThat(steps.tier()).isEqualTo(BucketTier.COARSEST);
    }

    private static void assertSteps(int hours, int points, int minutes, BucketTier tier) {
        Steps steps = Steps.of(new TimeRange.LastHours(hours).round(NOW, Grid.UTC), points);
        assertThat(steps.minutes()).isEqualTo(minutes);
        assertThat(steps.tier()).isEqualTo(tier);
        assertThat(steps.count()).isBetween(hours * 60 / minutes, points);
    }
}
