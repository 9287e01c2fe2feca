/**
 * What the module's controllers share. Requests enter with tokens and bodies that nobody has
 * checked; checked ones leave, and exceptions leave as problem details.
 */
@NullMarked
package io.nodepulse.commands.web;

import org.jspecify.annotations.NullMarked;
