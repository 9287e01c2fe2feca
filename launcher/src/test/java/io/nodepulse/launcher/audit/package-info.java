/** The commands that check proofs: what they print and with which code they end. */
@NullMarked
package io.nodepulse.launcher.audit;

import org.jspecify.annotations.NullMarked;
