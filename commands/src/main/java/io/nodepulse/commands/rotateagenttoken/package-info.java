/**
 * A server's agent gets a new token. The server's id enters; an {@code AgentTokenRotated} leaves,
 * and the caller gets the token.
 */
@NullMarked
package io.nodepulse.commands.rotateagenttoken;

import org.jspecify.annotations.NullMarked;
