package io.nodepulse.agent.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One sample line: a metric name, labels and a value, as ranges of the page's bytes. A view that is
 * filled again for every line, so it belongs to the thread that parses.
 */
public final class Sample {

    /** Ints per label in {@link #labels}: name from, name to, value from, value to. */
    private static final int STRIDE = 4;

    private byte[] bytes = {};
    private int nameFrom;
    private int nameTo;
    private int[] labels = new int[16 * STRIDE];
    private int labelCount;
    private double value;

    void start(byte[] line) {
        bytes = line;
        nameFrom = 0;
        nameTo = 0;
        labelCount = 0;
        value = Double.NaN;
    }

    void setName(int from, int to) {
        nameFrom = from;
        nameTo = to;
    }

    boolean hasName() {
        return nameTo > nameFrom;
    }

    void addLabel(int labelFrom, int labelTo, int valueFrom, int valueTo) {
        int at = labelCount * STRIDE;
        if (at == labels.length) {
            labels = Arrays.copyOf(labels, labels.length * 2);
        }
        labels[at] = labelFrom;
        labels[at + 1] = labelTo;
        labels[at + 2] = valueFrom;
        labels[at + 3] = valueTo;
        labelCount++;
    }

    void setValue(double value) {
        this.value = value;
    }

    public double value() {
        return value;
    }

    public boolean nameIs(byte[] name) {
        return Arrays.equals(bytes, nameFrom, nameTo, name, 0, name.length);
    }

    public boolean nameStartsWith(byte[] prefix) {
        return nameTo - nameFrom >= prefix.length
                && Arrays.equals(
                        bytes, nameFrom, nameFrom + prefix.length, prefix, 0, prefix.length);
    }

    public int labelCount() {
        return labelCount;
    }

    /** Index of the label of that name, or -1. */
    public int label(byte[] name) {
        for (int i = 0; i < labelCount; i++) {
            int at = i * STRIDE;
            if (Arrays.equals(bytes, labels[at], labels[at + 1], name, 0, name.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the label at that index has that value; false where the index is -1. */
    public boolean labelIs(int index, byte[] expected) {
        return index >= 0
                && Arrays.equals(
                        bytes, valueFrom(index), valueTo(index), expected, 0, expected.length);
    }

    /** The array that {@link #valueFrom} and {@link #valueTo} point into. */
    public byte[] bytes() {
        return bytes;
    }

    public int valueFrom(int index) {
        return labels[index * STRIDE + 2];
    }

    public int valueTo(int index) {
        return labels[index * STRIDE + 3];
    }

    /** The metric name as a string; allocates. */
    public String name() {
        return text(nameFrom, nameTo);
    }

    /** The value of the label at that index as a string; allocates. */
    public String labelValue(int index) {
        return text(valueFrom(index), valueTo(index));
    }

    /** The sample in the text format, labels in page order; allocates. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name()).append('{');
        for (int i = 0; i < labelCount; i++) {
            int at = i * STRIDE;
            text.append(i == 0 ? "" : ",").append(text(labels[at], labels[at + 1]));
            text.append('=').append(labelValue(i));
        }
        return text.append("} ").append(value).toString();
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
