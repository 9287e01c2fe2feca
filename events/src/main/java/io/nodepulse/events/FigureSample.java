package io.nodepulse.events;

import java.util.Map;

/**
 * A sample that is a set of figures. Its exporter has a {@link FigureTable}, by which it is read,
 * stored and signed.
 */
public non-sealed interface FigureSample extends SampleEvent {

    /** What was measured, each finite; a figure that was not reported is absent. */
    Map<? extends Metric, Double> values();
}
