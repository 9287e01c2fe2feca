/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.access.factor;

import org.jspecify.annotations.NullMarked;
