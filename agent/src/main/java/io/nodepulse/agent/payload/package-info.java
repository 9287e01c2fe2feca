/**
 * Writes what the ingest endpoint reads. Numbers, names and times enter, the bytes of JSON leave,
 * in buffers that are used again.
 */
@NullMarked
package io.nodepulse.agent.payload;

import org.jspecify.annotations.NullMarked;
