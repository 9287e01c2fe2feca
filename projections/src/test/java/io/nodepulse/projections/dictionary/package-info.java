/** The dictionaries on a real database. */
@NullMarked
package io.nodepulse.projections.dictionary;

import org.jspecify.annotations.NullMarked;
