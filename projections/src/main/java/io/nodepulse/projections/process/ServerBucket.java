package io.nodepulse.projections.process;

/**
 * A bucket and whose it is.
 *
 * @param serverKey the server
 * @param bucket what was packed
 */
record ServerBucket(int serverKey, PackedBucket bucket) {}
