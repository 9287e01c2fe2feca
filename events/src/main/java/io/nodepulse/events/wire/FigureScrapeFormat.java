package io.nodepulse.events.wire;

import io.nodepulse.events.FigureSample;
import io.nodepulse.events.FigureTable;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.Metric;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The body of a scrape of figures.
 *
 * <pre>
 * server id (16) | sampled at, ms since 1970 (varint) | figures (varint) | figures x [ code (varint) | value ]
 * value          thousandths (zigzag varint) | correction of the double's bits (zigzag varint)
 * </pre>
 *
 * Not deflated: some 40 figures of a host of 3 to 8 bytes each gain little. A figure of a code that
 * this version does not know is passed over.
 */
final class FigureScrapeFormat {

    private static final int MAX_FIGURES = 10_000;

    private FigureScrapeFormat() {}

    static void write(FigureSample sample, ByteWriter out) {
        out.putUuid(sample.serverId());
        out.putVarLong(sample.sampledAt().toEpochMilli());
        out.putVarLong(sample.values().size());
        sample.values()
                .forEach(
                        (metric, value) -> {
                            out.putVarLong(metric.code());
                            writeValue(value, out);
                        });
    }

    static <M extends Enum<M> & Metric> FigureSample read(FigureTable<M> table, ByteReader in) {
        UUID serverId = in.readUuid();
        long millis = in.readVarLong();
        int figures = in.readCount("the number of figures", MAX_FIGURES);
        Map<M, Double> values = table.newValues();
        for (int i = 0; i < figures; i++) {
            int code = in.readCount("a figure's code", Integer.MAX_VALUE);
            double value = readValue(in);
            table.ofCode(code).ifPresent(metric -> values.put(metric, value));
        }
        in.needEnd();
        try {
            return table.sample(serverId, Instant.ofEpochMilli(millis), values);
        } catch (InvalidFieldException e) {
            throw new MalformedEntryException("a scrape of figures: " + e.getMessage(), e);
        }
    }

    private static void writeValue(double value, ByteWriter out) {
        long thousandths = ScaledDouble.THOUSANDTHS.parts(value);
        out.putZigZag(thousandths);
        out.putZigZag(ScaledDouble.THOUSANDTHS.correction(value, thousandths));
    }

    private static double readValue(ByteReader in) {
        return ScaledDouble.THOUSANDTHS.value(in.readZigZag(), in.readZigZag());
    }
}
