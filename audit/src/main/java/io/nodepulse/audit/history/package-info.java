/**
 * The raw history of a server, out of the event store. A range enters; pages of JSON, or the whole
 * range as NDJSON or CSV, leave as they are read.
 */
@NullMarked
package io.nodepulse.audit.history;

import org.jspecify.annotations.NullMarked;
