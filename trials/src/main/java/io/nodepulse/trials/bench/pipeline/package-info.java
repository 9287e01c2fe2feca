/**
 * Load enters the whole system as agents would bring it; how fast it is, how late it shows and how
 * much room it takes leaves.
 */
@NullMarked
package io.nodepulse.trials.bench.pipeline;

import org.jspecify.annotations.NullMarked;
