/** Tests of what is left of a server that was removed. */
@NullMarked
package io.nodepulse.projections.removal;

import org.jspecify.annotations.NullMarked;
