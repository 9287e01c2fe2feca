/**
 * {@code nodepulse top}: the question which processes of a server use most enters, a table for the
 * terminal leaves.
 */
@NullMarked
package io.nodepulse.launcher.top;

import org.jspecify.annotations.NullMarked;
