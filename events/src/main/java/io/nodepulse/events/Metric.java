package io.nodepulse.events;

/** A constant that stands for a {@link Figure}, so that code can name it. */
public interface Metric {

    /** What is known of it. */
    Figure figure();

    /** The number that stands for this metric in the wire format. */
    default int code() {
        return figure().code();
    }

    /** The metric's name in the ingest payload. */
    default String field() {
        return figure().field();
    }
}
