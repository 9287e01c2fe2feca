/**
 * Secrets that lie outside of the stores: the file of a key enters, what it encrypts and opens
 * leaves.
 */
@NullMarked
package io.nodepulse.events.secret;

import org.jspecify.annotations.NullMarked;
