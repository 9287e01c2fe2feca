/**
 * All events enter once more; tables that equal the served ones leave, and take their place in one
 * transaction.
 */
@NullMarked
package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.NullMarked;
