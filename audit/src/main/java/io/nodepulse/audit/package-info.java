/**
 * The proof side of NodePulse. Raw history is read back from the event store itself, sealed,
 * verified and, when its time is over, retired; nothing here writes an event.
 */
@NullMarked
package io.nodepulse.audit;

import org.jspecify.annotations.NullMarked;
