/**
 * What servers are called and whether there are any: events of their lives enter; the rows of
 * {@code admiral.servers} say so.
 */
@NullMarked
package io.nodepulse.projections.life;

import org.jspecify.annotations.NullMarked;
