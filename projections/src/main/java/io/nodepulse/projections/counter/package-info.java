/**
 * Two readings of a counter and the time between them enter; growth and rates leave. Pure
 * functions, used by every projector.
 */
@NullMarked
package io.nodepulse.projections.counter;

import org.jspecify.annotations.NullMarked;
