package io.nodepulse.query.usage;

import io.nodepulse.query.answer.Figures;
import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What a process used by the metric that was asked for, where that is of optional figures. */
@JsonNaming(SnakeCaseStrategy.class)
public record FigureUsage(
        @Schema(
                        description = "What amounts are in; those of counters are of a second.",
                        allowableValues = {"bytes", "count"})
                String unit,
        @Schema(description = "Of a counter, what it grew by in the range; else null.")
                @Nullable Double total,
        @Schema(
                        description =
                                "Of a counter, its growth a second of the time that scrapes cover"
                                        + " the server; else the average of the samples that have"
                                        + " it. null where it is not known, as always here.")
                @Nullable Double avg,
        @Schema(description = "Of a counter, its growth a second while it is known; else avg.")
                @Nullable Double runningAvg,
        @Schema(
                        description =
                                "Of a counter, the highest growth a second of an interval; else the"
                                        + " highest sample. null for a sum of two figures.")
                @Nullable Double max,
        @Schema(description = "Of what is no counter, the last sample.") @Nullable Double latest,
        @Schema(
                        description =
                                "In which share of the time that the process was seen, or of its"
                                        + " samples, it is known, 0 to 1.")
                double known) {

    private static final double DECIMALS = 1e3;

    static FigureUsage of(FigureTotal total, UsageMetric metric, long serverCoveredMillis) {
        return new FigureUsage(
                metric.unit(),
                amount(total.total()),
                amount(total.average(serverCoveredMillis)),
                amount(total.averageWhileKnown()),
                amount(total.max()),
                amount(total.latest()),
                Figures.share(total.known(), 1));
    }

    private static @Nullable Double amount(double value) {
        return Double.isFinite(value) ? (Double) (Math.round(value * DECIMALS) / DECIMALS) : null;
    }

    /** Both together, as of one process of two servers: the highest is that of any one. */
    public FigureUsage plus(FigureUsage other) {
        return new FigureUsage(
                unit,
                sum(total, other.total),
                sum(avg, other.avg),
                sum(runningAvg, other.runningAvg),
                max == null || other.max != null && other.max > max ? other.max : max,
                sum(latest, other.latest),
                Math.min(known, other.known));
    }

    private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
        return one == null ? other : other == null ? one : (Double) (one + other);
    }
}
