/** Tests of the report of a benchmark. */
@NullMarked
package io.nodepulse.trials.bench.report;

import org.jspecify.annotations.NullMarked;
