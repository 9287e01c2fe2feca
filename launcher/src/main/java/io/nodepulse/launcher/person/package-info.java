/**
 * {@code nodepulse person}: a name, a role, tags of servers and a password enter; the server knows
 * the person afterwards.
 */
@NullMarked
package io.nodepulse.launcher.person;

import org.jspecify.annotations.NullMarked;
