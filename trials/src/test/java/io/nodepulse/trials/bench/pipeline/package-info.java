/** Tests of the measurements of a whole system. */
@NullMarked
package io.nodepulse.trials.bench.pipeline;

import org.jspecify.annotations.NullMarked;
