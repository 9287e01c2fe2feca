/**
 * What a caller does to the system itself. The act enters; an event that names the caller leaves
 * into the event store.
 */
@NullMarked
package io.nodepulse.access.caller;

import org.jspecify.annotations.NullMarked;
