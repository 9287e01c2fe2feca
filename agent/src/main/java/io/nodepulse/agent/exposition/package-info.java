/**
 * Reads pages in the Prometheus text format and in OpenMetrics. Bytes of a page enter as a stream,
 * samples leave one by one through a handler; nothing of a page is kept.
 */
@NullMarked
package io.nodepulse.agent.exposition;

import org.jspecify.annotations.NullMarked;
