package io.nodepulse.projections.process;

import static java.util.Objects.requireNonNull;

import io.nodepulse.events.Figure.Kind;
import io.nodepulse.events.ProcessMetric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference: what optional figures add up to over every single sample, with nothing of the
 * tree's own arithmetic.
 */
final class FigureSums {

    private static final long LONGEST_INTERVAL_MS = 300_000;

    private record Point(long atMs, long number) {}

    /** By process, then figure; a sample without the figure has the number 0. */
    private final Map<Integer, Map<ProcessMetric, List<Point>>> points = new HashMap<>();

    /** Samples after the one instant, up to the other. */
    record Span(long afterMs, long untilMs) {
        boolean has(long atMs) {
            return atMs > afterMs && atMs <= untilMs;
        }
    }

    /**
     * @param max the highest, plus 1: of a counter in thousandths a second; 0 for none
     * @param sum of a counter its growth, of a gauge the sum of what is known
     * @param known of a counter milliseconds, of a gauge samples
     * @param last of a gauge, plus 1; 0 where it is not known
     */
    record Sum(long max, long sum, long known, long last) {}

    FigureSums(List<Scrape> scrapes) {
        for (Scrape scrape : scrapes) {
            for (int i = 0; i < scrape.nameKeys().length; i++) {
                for (ProcessMetric metric : ProcessMetric.values()) {
                    long[] column = scrape.figures().column(metric.code());
                    points.computeIfAbsent(scrape.nameKeys()[i], key -> new HashMap<>())
                            .computeIfAbsent(metric, key -> new ArrayList<>())
                            .add(new Point(scrape.atMs(), column == null ? 0 : column[i]));
                }
            }
        }
    }

    Sum of(ProcessMetric metric, int nameKey, Span span) {
        List<Point> all = requireNonNull(requireNonNull(points.get(nameKey)).get(metric));
        return metric.figure().kind() == Kind.COUNTER ? counter(all, span) : gauge(all, span);
    }

    private static Sum counter(List<Point> all, Span span) {
        long max = 0;
        long growth = 0;
        long known = 0;
        for (int i = 1; i < all.size(); i++) {
            Point before = all.get(i - 1);
            Point now = all.get(i);
            long interval = now.atMs() - before.atMs();
            if (span.has(now.atMs())
                    && interval <= LONGEST_INTERVAL_MS
                    && before.number() > 0
                    && now.number() > 0) {
                long grown = now.number() - before.number();
                if (grown < 0) {
                    grown = now.number() - 1;
                }
                growth += grown;
                known += interval;
                max = Math.max(max, 1 + Math.round(1e6 * grown / interval));
            }
        }
        return new Sum(max, growth, known, 0);
    }

    private static Sum gauge(List<Point> all, Span span) {
        long[] numbers =
                all.stream().filter(p -> span.has(p.atMs())).mapToLong(Point::number).toArray();
        long[] known = Arrays.stream(numbers).filter(number -> number > 0).toArray();
        return new Sum(
                Arrays.stream(known).max().orElse(0),
                Arrays.stream(known).map(number -> number - 1).sum(),
                known.length,
                numbers[numbers.length - 1]);
    }
}
