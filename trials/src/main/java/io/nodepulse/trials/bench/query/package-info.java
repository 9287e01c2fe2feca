/**
 * Generated scrapes enter a read model and the seed's table; the times of the same question asked
 * of both leave.
 */
@NullMarked
package io.nodepulse.trials.bench.query;

import org.jspecify.annotations.NullMarked;
