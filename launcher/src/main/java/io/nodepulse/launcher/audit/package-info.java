/** The proof of the history on the command line: chains of seals enter, a verdict leaves. */
@NullMarked
package io.nodepulse.launcher.audit;

import org.jspecify.annotations.NullMarked;
