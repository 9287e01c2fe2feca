/**
 * {@code nodepulse rebuild}: the name of a projection enters, its progress until the new tables
 * serve leaves.
 */
@NullMarked
package io.nodepulse.launcher.rebuild;

import org.jspecify.annotations.NullMarked;
