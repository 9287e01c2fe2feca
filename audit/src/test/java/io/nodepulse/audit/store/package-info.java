/** Tests of the care for the store. */
@NullMarked
package io.nodepulse.audit.store;

import org.jspecify.annotations.NullMarked;
