/** Tests of formats and functions against a real Valkey. */
@NullMarked
package io.nodepulse.events.store.valkey;

import org.jspecify.annotations.NullMarked;
