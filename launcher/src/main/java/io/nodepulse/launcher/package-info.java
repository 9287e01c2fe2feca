/**
 * The all-in-one program. A command line enters; what leaves is a running system on this machine,
 * or an answer of one in the terminal.
 */
@NullMarked
package io.nodepulse.launcher;

import org.jspecify.annotations.NullMarked;
