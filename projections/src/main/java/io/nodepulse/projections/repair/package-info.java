/**
 * What keeps a projection from going on enters; a token from which it can leaves, and a record of
 * what it goes on without.
 */
@NullMarked
package io.nodepulse.projections.repair;

import org.jspecify.annotations.NullMarked;
