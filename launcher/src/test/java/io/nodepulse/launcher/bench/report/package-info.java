/** Tests of the report of a benchmark. */
@NullMarked
package io.nodepulse.launcher.bench.report;

import org.jspecify.annotations.NullMarked;
