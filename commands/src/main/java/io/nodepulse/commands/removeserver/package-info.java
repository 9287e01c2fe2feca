/**
 * A server leaves the fleet. Its id enters; a {@code ServerRemoved} leaves, after which its agent
 * is shut out, its name is free, and the read model forgets its history.
 */
@NullMarked
package io.nodepulse.commands.removeserver;

import org.jspecify.annotations.NullMarked;
