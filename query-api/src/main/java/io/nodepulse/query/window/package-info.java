/**
 * Arithmetic of time ranges: the range a caller asks for enters, the minutes it stands for and the
 * few bucket ranges that cover them leave.
 */
@NullMarked
package io.nodepulse.query.window;

import org.jspecify.annotations.NullMarked;
