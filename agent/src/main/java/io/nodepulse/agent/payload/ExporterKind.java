package io.nodepulse.agent.payload;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * The exporters whose figures the ingest endpoint knows. The code stands in the buffer's records.
 */
public enum ExporterKind {
    PROCESS_EXPORTER(1, "http://127.0.0.1:9256/metrics"),
    NODE_EXPORTER(2, "http://127.0.0.1:9100/metrics"),
    /** The kernel's control groups, which no other program tells of. */
    CGROUP(3, "");

    private final byte code;
    private final String defaultEndpoint;
    private final String key;

    ExporterKind(int code, String defaultEndpoint) {
        this.code = (byte) code;
        this.defaultEndpoint = defaultEndpoint;
        this.key = name().toLowerCase(Locale.ROOT);
    }

    public byte code() {
        return code;
    }

    /** The name in the payload and in the configuration. */
    public String key() {
        return key;
    }

    /** Whether another program has pages of it. */
    public boolean hasPages() {
        return !defaultEndpoint.isEmpty();
    }

    /** Where this exporter listens unless it was told otherwise; empty where nothing does. */
    public String defaultEndpoint() {
        return defaultEndpoint;
    }

    /** The kind of that code, or null where this version does not know it. */
    public static @Nullable ExporterKind ofCode(int code) {
        for (ExporterKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }

    /** The kind of that name, or null. */
    public static @Nullable ExporterKind ofKey(String key) {
        for (ExporterKind kind : values()) {
            if (kind.key.equals(key)) {
                return kind;
            }
        }
        return null;
    }
}
