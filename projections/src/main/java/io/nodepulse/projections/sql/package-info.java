/**
 * Rows as Java values enter; PostgreSQL's binary formats leave. What the projectors share of SQL.
 */
@NullMarked
package io.nodepulse.projections.sql;

import org.jspecify.annotations.NullMarked;
