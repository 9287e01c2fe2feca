package io.nodepulse.events.store.index;

/**
 * A member of an index.
 *
 * @param sequence sequence of the event
 * @param text what stands there beside it: a message type, or the time of a scrape
 */
public record IndexMark(long sequence, String text) {}
