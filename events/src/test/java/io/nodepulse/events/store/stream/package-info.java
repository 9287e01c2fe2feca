/** Tests of streams against a real Valkey. */
@NullMarked
package io.nodepulse.events.store.stream;

import org.jspecify.annotations.NullMarked;
