package io.nodepulse.query.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.query.readmodel.KeptFigure;
import io.nodepulse.query.usage.FigureUsage;
import io.nodepulse.query.usage.UsageMetric;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What an answer says of an optional metric against the samples themselves. A bucket is known as a
 * whole of a sum of figures only where it has both, which is a minute at least: sums are not
 * checked beyond that.
 */
public final class FigureCheck {

    private static final double THREE_DECIMALS = 0.00051;

    private FigureCheck() {}

    /**
     * Asserts what is said of a process.
     *
     * @param samples of it in the window, oldest first
     * @param serverCoveredSeconds how long scrapes cover its server in the window
     */
    public static void check(
            UsageMetric metric,
            @Nullable FigureUsage said,
            List<Observed> samples,
            double serverCoveredSeconds) {
        assertThat(said == null).isEqualTo(!metric.isOptional());
        if (said != null && metric.figures().size() == 1) {
            if (metric.isCounter()) {
                checkCounter(metric, said, samples, serverCoveredSeconds);
            } else {
                checkGauge(metric, said, samples);
            }
        }
    }

    /** The same of one step of many, whose averages are over the time in which it is known. */
    public static void checkWhileKnown(
            UsageMetric metric, @Nullable FigureUsage said, List<Observed> samples) {
        double known =
                samples.stream()
                        .filter(each -> metric.isCounter() && isKnown(metric, each))
                        .mapToDouble(each -> each.coveredMillis() / 1e3)
                        .sum();
        if (samples.isEmpty()) {
            assertThat(said == null || said.avg() == null && said.known() == 0).isTrue();
        } else {
            check(metric, said, samples, known);
        }
    }

    private static boolean isKnown(UsageMetric metric, Observed observed) {
        return MadeFigures.growth(metric.figures().getFirst(), observed).isPresent();
    }

    private static void checkCounter(
            UsageMetric metric, FigureUsage said, List<Observed> samples, double serverSeconds) {
        KeptFigure figure = metric.figures().getFirst();
        long total = 0;
        long known = 0;
        double max = Double.NaN;
        for (Observed observed : samples) {
            OptionalLong growth = MadeFigures.growth(figure, observed);
            if (growth.isPresent()) {
                total += growth.getAsLong();
                known += observed.coveredMillis();
                double rate = 1e3 * growth.getAsLong() / observed.coveredMillis();
                max = Double.isNaN(max) ? rate : Math.max(max, rate);
            }
        }
        long covered = samples.stream().mapToLong(Observed::coveredMillis).sum();
        assertAmount(said.total(), known == 0 ? Double.NaN : total);
        assertAmount(said.avg(), known == 0 ? Double.NaN : total / serverSeconds);
        assertAmount(said.runningAvg(), known == 0 ? Double.NaN : 1e3 * total / known);
        assertAmount(said.max(), max);
        assertThat(said.latest()).isNull();
        assertThat(said.known())
                .isCloseTo(covered == 0 ? 0 : (double) known / covered, within(0.0001));
    }

    private static void checkGauge(UsageMetric metric, FigureUsage said, List<Observed> samples) {
        KeptFigure figure = metric.figures().getFirst();
        long[] known =
                samples.stream()
                        .map(each -> MadeFigures.reading(figure, each))
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .toArray();
        double sum = Arrays.stream(known).sum();
        OptionalLong last = MadeFigures.reading(figure, samples.getLast());
        assertThat(said.total()).isNull();
        assertAmount(said.avg(), known.length == 0 ? Double.NaN : sum / known.length);
        assertAmount(said.max(), Arrays.stream(known).asDoubleStream().max().orElse(Double.NaN));
        assertAmount(said.latest(), last.isPresent() ? last.getAsLong() : Double.NaN);
        assertThat(said.known()).isCloseTo((double) known.length / samples.size(), within(0.0001));
    }

    /** Heavier first: what a process is ranked by, as it is answered; what is not known is last. */
    public static double weight(UsageMetric metric, @Nullable FigureUsage said) {
        FigureUsage figure = Objects.requireNonNull(said);
        Double weight = metric.isCounter() ? figure.total() : figure.avg();
        return weight == null ? Double.NaN : weight;
    }

    private static void assertAmount(@Nullable Double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNull();
        } else {
            assertThat(actual).isCloseTo(expected, within(THREE_DECIMALS + 1e-9 * expected));
        }
    }
}
