/**
 * The reads of the SQL schema {@code admiral}: servers and windows enter, rows with their packed
 * tables of processes leave.
 */
@NullMarked
package io.nodepulse.query.readmodel;

import org.jspecify.annotations.NullMarked;
