/**
 * Seals over the history, made in the background, and their verification. Entries of the event
 * store enter; seals, or the first entry that is not as it was sealed, leave.
 */
@NullMarked
package io.nodepulse.audit.seal;

import org.jspecify.annotations.NullMarked;
