package io.nodepulse.audit.restore;

/**
 * What went with the older copy of a shard.
 *
 * @param shard the shard
 * @param first sequence of the first event that went
 * @param last sequence of the last one
 */
public record RestoredRange(int shard, long first, long last) {}
