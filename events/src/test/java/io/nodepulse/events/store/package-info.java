/**
 * Tests of the event store as a whole against a real Valkey, and what the tests of its packages
 * share.
 */
@NullMarked
package io.nodepulse.events.store;

import org.jspecify.annotations.NullMarked;
