/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.projections.readmodel;

import org.jspecify.annotations.NullMarked;
