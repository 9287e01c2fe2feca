package io.nodepulse.agent.config;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Durations as Go writes them: 500ms, 15s, 1m30s, 2h. */
final class Durations {

    private Durations() {}

    /** The duration, or null where the text is none. */
    static @Nullable Duration parse(String text) {
        long millis = 0;
        int at = 0;
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == from || at - from > 9) {
                return null;
            }
            long count = Long.parseLong(text, from, at, 10);
            int unitFrom = at;
            while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
                at++;
            }
            long unit = millisOf(text.substring(unitFrom, at));
            if (unit == 0) {
                return null;
            }
            millis += count * unit;
        }
        return text.isEmpty() ? null : Duration.ofMillis(millis);
    }

    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
    }

    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        return millis % 3_600_000 == 0 ? millis / 3_600_000 + "h" : millis / 1_000 + "s";
    }
}
