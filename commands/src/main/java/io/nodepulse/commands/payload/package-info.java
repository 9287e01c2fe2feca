/**
 * Reads the body of a push. The bytes of one request enter; the scrapes it carries leave, oldest
 * first, every value checked, or one error that names the offending field.
 */
@NullMarked
package io.nodepulse.commands.payload;

import org.jspecify.annotations.NullMarked;
