package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.wire.ProcessScrape;

import java.util.Arrays;
import java.util.List;

/**
 * What else is said of a process group that is being read: the figures of {@link ProcessMetric}. A
 * bad one is rejected alone, and its sample stays without it; of one that is given twice the first
 * counts, bad or not. Made for a row that has any, so that one without costs nothing.
 */
final class RowFigures {

    private static final List<ProcessMetric> ALL = ProcessMetric.INDEX.metrics();

    /** By ordinal; NaN where the figure is not known. */
    private final double[] values = new double[ALL.size()];

    /** A bit for each ordinal that was given, as null or as something bad too. */
    private int given;

    RowFigures() {
        Arrays.fill(values, Double.NaN);
    }

    /** Reads the value of that figure, which is the cursor's field. */
    void read(ProcessMetric metric, JsonCursor cursor, PayloadReading reading) {
        int bit = 1 << metric.ordinal();
        if ((given & bit) != 0) {
            cursor.skipValue();
            reject("is given twice; the first one counts", cursor, reading);
            return;
        }
        given |= bit;
        try {
            Double value = cursor.optionalDecimal();
            if (value != null) {
                metric.require(value);
                values[metric.ordinal()] = value;
            }
        } catch (MalformedPayloadException e) {
            cursor.skipRest();
            reject(e.problem(), cursor, reading);
        } catch (InvalidFieldException e) {
            reject(e.problem(), cursor, reading);
        }
    }

    private static void reject(String problem, JsonCursor cursor, PayloadReading reading) {
        reading.reject(new Rejection(Reason.BAD_VALUE, cursor.path(), problem, 0));
    }

    /** Adds what is known to the sample that was added last. */
    void addTo(ProcessScrape.Builder scrape) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                scrape.figure(ALL.get(i), values[i]);
            }
        }
    }
}
