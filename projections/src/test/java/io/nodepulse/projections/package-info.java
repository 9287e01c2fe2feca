/** Seeded histories enter, real databases answer: tests of the projections and what they share. */
@NullMarked
package io.nodepulse.projections;

import org.jspecify.annotations.NullMarked;
