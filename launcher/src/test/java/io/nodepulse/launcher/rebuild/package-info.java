/** Options of a rebuild enter, and answers to it; calls and texts are compared. */
@NullMarked
package io.nodepulse.launcher.rebuild;

import org.jspecify.annotations.NullMarked;
