/**
 * A machine registers itself. Its enrollment token and its name enter; a {@code ServerRegistered}
 * leaves, and the machine gets the server's id and its agent's first token.
 */
@NullMarked
package io.nodepulse.commands.enrollserver;

import org.jspecify.annotations.NullMarked;
