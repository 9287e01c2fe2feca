package io.nodepulse.events.wire;

import io.nodepulse.events.Exporter;

import java.util.UUID;

/**
 * What an entry of a scrape says in the clear.
 *
 * @param exporter what was scraped
 * @param serverId the server that was scraped
 * @param sampledAtMillis when, in ms since 1970
 */
public record ScrapeHead(Exporter exporter, UUID serverId, long sampledAtMillis) {}
