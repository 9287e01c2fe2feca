package io.nodepulse.events.segment;

/**
 * A segment that is whole.
 *
 * @param name for messages
 * @param summary what it is of, by its own words
 * @param source its bytes
 */
public record ArchivedSegment(String name, SegmentSummary summary, SegmentSource source) {}
