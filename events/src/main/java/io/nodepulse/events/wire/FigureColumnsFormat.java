package io.nodepulse.events.wire;

import java.util.Arrays;

/**
 * The optional figures of a process scrape behind its other columns, from version 3 on.
 *
 * <pre>
 * figures (varint) | figures x [ code x 4 + form (varint) | numbers | corrections where form says so ]
 * form         bit 0: real, with corrections; bit 1: as in the keyframe, and nothing follows
 * numbers      groups x zigzag, each less that of the keyframe; {@link FigureForm} says of what
 * corrections  groups x zigzag, each less that of the keyframe
 * </pre>
 *
 * Codes ascend. A group that the keyframe lacks counts from 0, as do all where it lacks the figure.
 */
final class FigureColumnsFormat {

    private static final int REAL = 1;
    private static final int UNCHANGED = 2;
    private static final int FORM_BITS = 2;
    private static final int MAX_FIGURES = 1_000;
    private static final int MAX_CODE = Integer.MAX_VALUE >> FORM_BITS;

    private FigureColumnsFormat() {}

    static void write(FigureColumns figures, int groups, BaseColumns base, ByteWriter out) {
        out.putVarLong(figures.count());
        for (int i = 0; i < figures.count(); i++) {
            int code = figures.code(i);
            double[] column = figures.column(i);
            double[] before = base.figure(code, groups);
            FigureForm form = FigureForm.of(code);
            int bits = form.real() ? REAL : 0;
            if (Arrays.equals(column, before)) {
                out.putVarLong((long) code << FORM_BITS | bits | UNCHANGED);
            } else {
                out.putVarLong((long) code << FORM_BITS | bits);
                writeNumbers(form, column, before, out);
            }
        }
    }

    private static void writeNumbers(
            FigureForm form, double[] column, double[] before, ByteWriter out) {
        for (int i = 0; i < column.length; i++) {
            out.putZigZag(form.number(column[i]) - form.number(before[i]));
        }
        for (int i = 0; form.real() && i < column.length; i++) {
            out.putZigZag(correction(form, column[i]) - correction(form, before[i]));
        }
    }

    private static long correction(FigureForm form, double value) {
        return form.correction(value, form.number(value));
    }

    static FigureColumns read(int groups, BaseColumns base, ByteReader in) {
        int count = in.readCount("the number of figures", MAX_FIGURES);
        FigureColumns.Builder figures = new FigureColumns.Builder(groups);
        int codeBefore = 0;
        for (int i = 0; i < count; i++) {
            int bits = in.readCount("a figure's code", Integer.MAX_VALUE);
            int code = bits >> FORM_BITS;
            if (code <= codeBefore || code > MAX_CODE) {
                throw new MalformedEntryException("figure " + code + " follows " + codeBefore);
            }
            codeBefore = code;
            double[] before = base.figure(code, groups);
            figures.put(
                    code,
                    (bits & UNCHANGED) != 0
                            ? before
                            : readNumbers(new FigureForm((bits & REAL) != 0), before, in));
        }
        return figures.build();
    }

    private static double[] readNumbers(FigureForm form, double[] before, ByteReader in) {
        long[] numbers = new long[before.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = form.number(before[i]) + in.readZigZag();
        }
        double[] column = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            long correction = form.real() ? correction(form, before[i]) + in.readZigZag() : 0;
            column[i] = form.value(numbers[i], correction);
        }
        return column;
    }
}
