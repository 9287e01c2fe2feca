package io.nodepulse.commands.recordscrape;

/**
 * How much of a request is read.
 *
 * @param receivedBytes most bytes as they are sent
 * @param inflatedBytes most bytes after unpacking
 */
record BodyLimits(long receivedBytes, long inflatedBytes) {}
