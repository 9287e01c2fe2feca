/**
 * Reads the kernel's files under /proc. Paths enter, bytes and numbers leave, by way of one buffer
 * that every file is read into.
 */
@NullMarked
package io.nodepulse.agent.procfs;

import org.jspecify.annotations.NullMarked;
