package io.nodepulse.commands.payload;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.largest.LargestProcess;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** One of the largest processes as it is being read. */
final class LargestRow {

    private final JsonCursor cursor;
    private final PayloadReading reading;
    private final int nameLength;

    private String group = "";
    private int pid;
    private @Nullable String user;
    private long startSeconds;
    private double cpuSeconds = Double.NaN;
    private long residentBytes;
    private @Nullable String arguments;
    private boolean refused;

    LargestRow(JsonCursor cursor, PayloadReading reading, int nameLength) {
        this.cursor = cursor;
        this.reading = reading;
        this.nameLength = nameLength;
    }

    /** Reads the element that the cursor is in; nothing where it is no process. */
    Optional<LargestProcess> read() {
        String path = cursor.path();
        for (String field = cursor.nextField(); field != null; field = cursor.nextField()) {
            try {
                readValue(field);
            } catch (MalformedPayloadException e) {
                cursor.skipRest();
                reject(cursor.path(), e.problem());
            }
        }
        return refused ? Optional.empty() : toProcess(path);
    }

    private void readValue(String field) {
        switch (field) {
            case "name" -> group = AcceptableName.of(cursor.string(), nameLength);
            case "pid" -> pid = cursor.wholeInt();
            case "user" -> user = text(LargestProcess.MAX_USER_LENGTH);
            case "start_seconds" -> startSeconds = cursor.whole();
            case "cpu_seconds" -> cpuSeconds = cursor.decimal();
            case "memory_bytes" -> residentBytes = cursor.whole();
            case "arguments" -> arguments = text(LargestProcess.MAX_ARGUMENTS_LENGTH);
            default -> reading.skipUnknownField(cursor);
        }
    }

    private @Nullable String text(int most) {
        String given = cursor.string();
        return given.isEmpty() ? null : AcceptableName.of(given, most);
    }

    private Optional<LargestProcess> toProcess(String path) {
        try {
            return Optional.of(
                    new LargestProcess(
                            group, pid, user, startSeconds, cpuSeconds, residentBytes, arguments));
        } catch (InvalidFieldException e) {
            reject(path + "." + e.field(), e.problem());
            return Optional.empty();
        }
    }

    private void reject(String path, String problem) {
        refused = true;
        reading.reject(new Rejection(Reason.BAD_VALUE, path, problem, 0));
    }
}
