/** Measurements of the projections, as mains; each says how it is run. */
@NullMarked
package io.nodepulse.projections.bench;

import org.jspecify.annotations.NullMarked;
