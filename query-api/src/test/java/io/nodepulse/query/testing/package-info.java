/**
 * A read model for tests: generated scrapes enter, the rows that the projections' README prescribes
 * for them leave.
 */
@NullMarked
package io.nodepulse.query.testing;

import org.jspecify.annotations.NullMarked;
