/** Tests of what people read of the past. */
@NullMarked
package io.nodepulse.events.store.history;

import org.jspecify.annotations.NullMarked;
