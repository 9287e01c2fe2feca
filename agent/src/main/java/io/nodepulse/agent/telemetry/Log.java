package io.nodepulse.agent.telemetry;

import io.nodepulse.agent.payload.Rfc3339;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;

/**
 * Log lines in logfmt on standard error: {@code ts=… level=info msg="…" key=value}. At most {@value
 * #BURST} lines at once and then one per second; what is suppressed is counted in the next line.
 */
public final class Log {

    /** How much is said. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    private static final int BURST = 60;
    private static final long NANOS_PER_LINE = 1_000_000_000L;

    private static final Log INSTANCE = new Log(System.err);

    private final PrintStream out;
    private volatile Level level = Level.INFO;
    private long allowance = BURST * NANOS_PER_LINE;
    private long refilledAt = System.nanoTime();
    private long suppressed;

    Log(PrintStream out) {
        this.out = out;
    }

    public static void setLevel(Level level) {
        INSTANCE.level = level;
    }

    public static void error(String message, @Nullable Object... keysAndValues) {
        INSTANCE.write(Level.ERROR, message, keysAndValues);
    }

    public static void warn(String message, @Nullable Object... keysAndValues) {
        INSTANCE.write(Level.WARN, message, keysAndValues);
    }

    public static void info(String message, @Nullable Object... keysAndValues) {
        INSTANCE.write(Level.INFO, message, keysAndValues);
    }

    public static void debug(String message, @Nullable Object... keysAndValues) {
        INSTANCE.write(Level.DEBUG, message, keysAndValues);
    }

    synchronized void write(Level lineLevel, String message, @Nullable Object... keysAndValues) {
        if (lineLevel.compareTo(level) > 0) {
            return;
        }
        long now = System.nanoTime();
        allowance = Math.min(BURST * NANOS_PER_LINE, allowance + (now - refilledAt));
        refilledAt = now;
        if (allowance < NANOS_PER_LINE) {
            suppressed++;
            return;
        }
        allowance -= NANOS_PER_LINE;
        StringBuilder line = new StringBuilder(128);
        line.append("ts=").append(Rfc3339.text(System.currentTimeMillis())).append(" level=");
        line.append(nameOf(lineLevel));
        pair(line, "msg", message);
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            pair(line, String.valueOf(keysAndValues[i]), String.valueOf(keysAndValues[i + 1]));
        }
        if (suppressed > 0) {
            pair(line, "suppressed", Long.toString(suppressed));
            suppressed = 0;
        }
        out.println(line);
    }

    private static String nameOf(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARN -> "warn";
            case INFO -> "info";
            case DEBUG -> "debug";
        };
    }

    private static void pair(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=');
        boolean plain = !value.isEmpty();
        for (int i = 0; i < value.length() && plain; i++) {
            char c = value.charAt(i);
            plain = c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7f;
        }
        if (plain) {
            line.append(value);
            return;
        }
        line.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else {
                line.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        line.append('"');
    }
}
