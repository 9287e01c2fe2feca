/**
 * What people show beside their password. A code enters; that it was one of theirs, once, leaves,
 * and what is kept of a secret only in a form that the event store cannot open.
 */
@NullMarked
package io.nodepulse.access.factor;

import org.jspecify.annotations.NullMarked;
