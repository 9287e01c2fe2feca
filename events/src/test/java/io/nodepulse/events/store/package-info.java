/** Tests of the event store against a real Valkey. */
@NullMarked
package io.nodepulse.events.store;

import org.jspecify.annotations.NullMarked;
