/** Tests of appends against a real Valkey. */
@NullMarked
package io.nodepulse.events.store.append;

import org.jspecify.annotations.NullMarked;
