package io.nodepulse.commands.recordscrape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What process_exporter 0.7.10 and node_exporter 1.5.0 said of a busy server, three times with five
 * seconds in between, as an agent pushes it.
 */
final class RecordedBody {

    /** Samples in it: of process groups and of host figures. */
    static final int SAMPLES = 663;

    private static final Pattern TIMESTAMP = Pattern.compile("2026-11-24T[0-9:.]+Z");

    private RecordedBody() {}

    /** The recording, moved in time so that its scrapes are {@code at} and a second apart. */
    static String at(Instant at) {
        Matcher timestamps = TIMESTAMP.matcher(recording());
        StringBuilder moved = new StringBuilder();
        for (int i = 0; timestamps.find(); i++) {
            timestamps.appendReplacement(moved, at.plusSeconds(i % 3).toString());
        }
        return timestamps.appendTail(moved).toString();
    }

    private static String recording() {
        try (InputStream in =
                RecordedBody.class.getResourceAsStream("/payloads/busy-server.json")) {
            if (in == null) {
                throw new IllegalStateException("the recording is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
