/**
 * {@code nodepulse servers}: a server and what is to become of it enter; it has another name
 * afterwards, or is no more.
 */
@NullMarked
package io.nodepulse.launcher.servers;

import org.jspecify.annotations.NullMarked;
