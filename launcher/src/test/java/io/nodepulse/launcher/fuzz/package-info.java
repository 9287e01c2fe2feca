/** Tests of the fuzz run. */
@NullMarked
package io.nodepulse.launcher.fuzz;

import org.jspecify.annotations.NullMarked;
