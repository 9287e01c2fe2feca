/**
 * What goes wrong for a caller: exceptions that name the parameter and the allowed values enter,
 * problem details (RFC 9457) leave.
 */
@NullMarked
package io.nodepulse.query.problem;

import org.jspecify.annotations.NullMarked;
