/**
 * Scrapes an exporter at its times. Pages or kernel files enter through a {@link
 * io.nodepulse.agent.scrape.Scraper}, scrapes in the payload's form leave into the buffer.
 */
@NullMarked
package io.nodepulse.agent.scrape;

import org.jspecify.annotations.NullMarked;
