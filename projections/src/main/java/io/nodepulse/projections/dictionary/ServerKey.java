package io.nodepulse.projections.dictionary;

/**
 * What rows know a server by.
 *
 * @param key its {@code server_key}
 * @param gridOffsetMs how far its time grid is shifted, in milliseconds
 */
public record ServerKey(int key, int gridOffsetMs) {}
