/** Tests of what an entry holds. */
@NullMarked
package io.nodepulse.events.store.entry;

import org.jspecify.annotations.NullMarked;
