/**
 * Brings scrapes to the ingest endpoint. Batches of the buffer enter, compressed requests leave,
 * and what the server answers decides whether a batch is forgotten, kept or dropped.
 */
@NullMarked
package io.nodepulse.agent.push;

import org.jspecify.annotations.NullMarked;
