/**
 * The program on every monitored server. Pages of exporters, or the kernel's own figures, enter;
 * compressed batches of scrapes leave for the ingest endpoint.
 */
@NullMarked
package io.nodepulse.agent;

import org.jspecify.annotations.NullMarked;
