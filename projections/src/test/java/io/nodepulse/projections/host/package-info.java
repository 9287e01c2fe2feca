/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.projections.host;

import org.jspecify.annotations.NullMarked;
