/**
 * A server's agent is shut out. The server's id enters; an {@code AgentTokenRevoked} leaves, and no
 * token of that agent is taken any more until it gets a new one.
 */
@NullMarked
package io.nodepulse.commands.revokeagenttoken;

import org.jspecify.annotations.NullMarked;
