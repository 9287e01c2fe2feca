/** Tests of what stands in the same package. */
@NullMarked
package io.nodepulse.events.person;

import org.jspecify.annotations.NullMarked;
