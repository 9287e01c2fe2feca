package io.nodepulse.query.feed;

/**
 * How far the read model of a server is known to be: it differs whenever a scrape of it was
 * projected since.
 *
 * @param connection counts the connections on which notifications were heard
 * @param asOfMillis the newest scrape heard of on this connection; 0 for none
 */
public record Position(long connection, long asOfMillis) {}
