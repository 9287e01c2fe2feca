/** Tests of the package of the same name. */
@NullMarked
package io.nodepulse.access.gate;

import org.jspecify.annotations.NullMarked;
