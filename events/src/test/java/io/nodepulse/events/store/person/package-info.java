/** Tests of what stands in the same package. */
@NullMarked
package io.nodepulse.events.store.person;

import org.jspecify.annotations.NullMarked;
