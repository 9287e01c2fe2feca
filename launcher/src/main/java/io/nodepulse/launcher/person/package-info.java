/**
 * {@code nodepulse person}: a name, a role and a password enter; the server knows the person
 * afterwards.
 */
@NullMarked
package io.nodepulse.launcher.person;

import org.jspecify.annotations.NullMarked;
