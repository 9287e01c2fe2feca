package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.largest.LargestProcess;
import io.nodepulse.events.largest.LargestProcesses;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what a scrape says of the largest processes behind its groups. It is no part of any sample:
 * what is wrong with it is rejected alone, a process or the whole list.
 */
final class LargestReader {

    /** The field of a scrape. */
    static final String FIELD = "largest";

    private static final double MILLIS = 1e3;

    private final JsonCursor cursor;
    private final PayloadReading reading;
    private final int nameLength;
    private final List<LargestProcess> processes = new ArrayList<>();
    private double seconds;

    /**
     * @param nameLength the longest name of a group
     */
    LargestReader(JsonCursor cursor, PayloadReading reading, int nameLength) {
        this.cursor = cursor;
        this.reading = reading;
        this.nameLength = nameLength;
    }

    /** Reads the object that comes next. */
    void read() {
        try {
            cursor.nextObject();
        } catch (MalformedPayloadException e) {
            pass(e);
            return;
        }
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            switch (field) {
                case "seconds" -> tried(cursor::decimal).ifPresent(value -> seconds = value);
                case "processes" -> readProcesses();
                default -> reading.skipUnknownField(cursor);
            }
        }
    }

    private void readProcesses() {
        boolean inside = tried(cursor::nextArray).orElse(false);
        while (inside) {
            Optional<Boolean> element = tried(cursor::nextElement);
            if (element.orElse(false)) {
                new LargestRow(cursor, reading, nameLength).read().ifPresent(this::add);
            }
            inside = element.orElse(true);
        }
    }

    /** What that step reads; nothing where something else stands there, which is passed. */
    private <T> Optional<T> tried(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (MalformedPayloadException e) {
            pass(e);
            return Optional.empty();
        }
    }

    private void pass(MalformedPayloadException wrong) {
        cursor.skipRest();
        reject(wrong.problem());
    }

    private void add(LargestProcess process) {
        if (processes.size() < LargestProcesses.MAX_PROCESSES) {
            processes.add(process);
        } else {
            reject("must be at most " + LargestProcesses.MAX_PROCESSES + "; the first are kept");
        }
    }

    /** What was read, of a scrape of that time; nothing where there is no process in it. */
    Optional<LargestProcesses> of(Instant sampledAt, String path) {
        if (processes.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration span = Duration.ofMillis((long) (seconds * MILLIS));
            return Optional.of(new LargestProcesses(sampledAt, span, processes));
        } catch (InvalidFieldException e) {
            reading.reject(new Rejection(Reason.BAD_VALUE, path + "." + e.field(), e.problem(), 0));
            return Optional.empty();
        }
    }

    private void reject(String problem) {
        reading.reject(new Rejection(Reason.BAD_VALUE, cursor.path(), problem, 0));
    }
}
