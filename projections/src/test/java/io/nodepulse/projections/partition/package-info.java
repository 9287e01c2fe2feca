/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.projections.partition;

import org.jspecify.annotations.NullMarked;
