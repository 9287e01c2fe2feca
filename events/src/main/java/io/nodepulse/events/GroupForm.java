package io.nodepulse.events;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * How scrapes of process groups are called, and told from others where they are stored and signed:
 * a row for each way of grouping. All of them have the same columns. The numbers are stored, never
 * change and are never used again.
 *
 * @param listField the groups of a scrape in the ingest payload
 * @param nameField a group's name in the raw history
 * @param memoryField its memory there
 * @param keyframeKind kind of an entry in the wire format that is read alone, and of a segment's
 *     block without optional figures
 * @param deltaKind kind of an entry that is read with a keyframe
 * @param figuresKind kind of a segment's block with optional figures; no entry has it
 * @param leafKind kind of a leaf
 * @param maker makes the events
 */
public record GroupForm(
        String listField,
        String nameField,
        String memoryField,
        int keyframeKind,
        int deltaKind,
        int figuresKind,
        int leafKind,
        SampleMaker maker) {

    /** Makes the event of a group. */
    @FunctionalInterface
    public interface SampleMaker {

        /**
         * @throws InvalidFieldException if the values are none that an event may carry
         */
        GroupSample make(
                UUID serverId,
                Instant sampledAt,
                String name,
                int numProcs,
                double cpuSeconds,
                long memoryBytes,
                Map<ProcessMetric, Double> figures);
    }
}
