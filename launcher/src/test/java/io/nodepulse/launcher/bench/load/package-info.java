/** Tests of the load generator. */
@NullMarked
package io.nodepulse.launcher.bench.load;

import org.jspecify.annotations.NullMarked;
