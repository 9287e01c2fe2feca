/** Tests of the check, which has to find each change behind the store's back. */
@NullMarked
package io.nodepulse.events.store.index;

import org.jspecify.annotations.NullMarked;
