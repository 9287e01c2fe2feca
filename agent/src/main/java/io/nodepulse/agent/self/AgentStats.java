package io.nodepulse.agent.self;

import io.nodepulse.agent.buffer.BufferStats;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.push.PushStats;
import io.nodepulse.agent.scrape.ExporterStats;

import java.util.EnumMap;
import java.util.Map;

/** All counters of the agent; they live as long as the process, across reloads. */
public final class AgentStats {

    private final long startedMillis = System.currentTimeMillis();
    private final BufferStats buffer = new BufferStats();
    private final PushStats push = new PushStats();
    private final Map<ExporterKind, ExporterStats> exporters = new EnumMap<>(ExporterKind.class);

    public AgentStats() {
        for (ExporterKind kind : ExporterKind.values()) {
            exporters.put(kind, new ExporterStats());
        }
    }

    /** When the process started, milliseconds since 1970. */
    long startedMillis() {
        return startedMillis;
    }

    public BufferStats buffer() {
        return buffer;
    }

    public PushStats push() {
        return push;
    }

    public ExporterStats exporter(ExporterKind kind) {
        ExporterStats stats = exporters.get(kind);
        if (stats == null) {
            throw new IllegalStateException("no counters of " + kind);
        }
        return stats;
    }
}
