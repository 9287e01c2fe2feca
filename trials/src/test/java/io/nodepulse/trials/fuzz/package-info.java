/** Tests of the fuzz run. */
@NullMarked
package io.nodepulse.trials.fuzz;

import org.jspecify.annotations.NullMarked;
