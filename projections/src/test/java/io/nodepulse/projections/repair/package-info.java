/** Tests of repairs, on stores that really went back. */
@NullMarked
package io.nodepulse.projections.repair;

import org.jspecify.annotations.NullMarked;
