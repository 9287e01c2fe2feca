/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.projections.process;

import org.jspecify.annotations.NullMarked;
