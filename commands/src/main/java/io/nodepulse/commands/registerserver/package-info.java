/**
 * A server joins the fleet. Its name enters; a {@code ServerRegistered} leaves, and the caller gets
 * the server's id and its agent's first token.
 */
@NullMarked
package io.nodepulse.commands.registerserver;

import org.jspecify.annotations.NullMarked;
