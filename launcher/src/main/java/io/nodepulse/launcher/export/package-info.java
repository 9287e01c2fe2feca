/**
 * History as open data: segments enter, files that other programs read leave. Nothing else is
 * needed, no server either.
 */
@NullMarked
package io.nodepulse.launcher.export;

import org.jspecify.annotations.NullMarked;
