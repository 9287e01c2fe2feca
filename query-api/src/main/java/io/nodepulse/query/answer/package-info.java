/**
 * Answers as bytes: a question and the position of the read model enter, JSON with its entity tag
 * leaves, from memory where nothing has changed.
 */
@NullMarked
package io.nodepulse.query.answer;

import org.jspecify.annotations.NullMarked;
