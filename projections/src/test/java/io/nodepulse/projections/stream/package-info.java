/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.projections.stream;

import org.jspecify.annotations.NullMarked;
