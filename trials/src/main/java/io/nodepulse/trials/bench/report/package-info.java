/** Figures as they are measured enter; a table for the terminal and a JSON file leave. */
@NullMarked
package io.nodepulse.trials.bench.report;

import org.jspecify.annotations.NullMarked;
