/**
 * The proof of the history on the command line: checkpoints and proofs enter as files or from a
 * running NodePulse, verdicts in words leave.
 */
@NullMarked
package io.nodepulse.launcher.audit;

import org.jspecify.annotations.NullMarked;
