@NullMarked
package io.nodepulse.trials.bench.query;

import org.jspecify.annotations.NullMarked;
