/**
 * A server's agent gets a new token. The server's id enters; an {@code AgentTokenRotated} leaves,
 * the caller gets the token, and the one before fades.
 */
@NullMarked
package io.nodepulse.commands.rotateagenttoken;

import org.jspecify.annotations.NullMarked;
