package io.nodepulse.commands.payload;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Reads RFC 3339 times. Remembers the last one, since flat payloads repeat it for each sample of a
 * scrape. Not thread-safe.
 */
final class Timestamps {

    private String lastText = "";
    private @Nullable Instant last;

    /** The instant, or null if the text is none. */
    @Nullable Instant parse(String text) {
        if (!text.equals(lastText)) {
            lastText = text;
            last = parseOrNull(text);
        }
        return last;
    }

    private static @Nullable Instant parseOrNull(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
