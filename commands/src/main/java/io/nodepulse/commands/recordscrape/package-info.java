/**
 * The ingest endpoint. An agent's push enters; its scrapes leave as samples in the event store, and
 * the agent learns how many were kept once they are on disk.
 */
@NullMarked
package io.nodepulse.commands.recordscrape;

import org.jspecify.annotations.NullMarked;
