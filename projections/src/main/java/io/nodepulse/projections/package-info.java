/**
 * Events enter from the shards of the event store; the read model, schema {@code admiral} of
 * PostgreSQL, leaves. Whoever reads it depends on that schema only.
 */
@NullMarked
package io.nodepulse.projections;

import org.jspecify.annotations.NullMarked;
