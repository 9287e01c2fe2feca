/** Tests of what is removed and what stays. */
@NullMarked
package io.nodepulse.events.store.retention;

import org.jspecify.annotations.NullMarked;
