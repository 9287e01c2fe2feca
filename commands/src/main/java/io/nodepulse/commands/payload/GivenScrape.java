package io.nodepulse.commands.payload;

import io.nodepulse.events.Sampled;

import java.time.Instant;

/**
 * A scrape with the time that the body gives it. That may be finer than the resolution of events,
 * in which two scrapes that follow close upon each other look alike: their order is that of the
 * given times.
 */
record GivenScrape(Instant at, Sampled scrape) {}
