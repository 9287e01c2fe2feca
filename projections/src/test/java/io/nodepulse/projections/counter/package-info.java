/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.projections.counter;

import org.jspecify.annotations.NullMarked;
