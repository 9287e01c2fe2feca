/**
 * What was, for people. A server and a time range go in, or nothing at all, and out come its
 * samples, or what administrators did, read as they are iterated.
 */
@NullMarked
package io.nodepulse.events.store.history;

import org.jspecify.annotations.NullMarked;
