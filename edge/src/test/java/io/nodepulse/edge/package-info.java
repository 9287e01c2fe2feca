/** Tests of the edge. */
@NullMarked
package io.nodepulse.edge;

import org.jspecify.annotations.NullMarked;
