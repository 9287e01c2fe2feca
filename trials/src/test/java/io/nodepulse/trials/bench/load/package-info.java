/** Tests of the load generator. */
@NullMarked
package io.nodepulse.trials.bench.load;

import org.jspecify.annotations.NullMarked;
