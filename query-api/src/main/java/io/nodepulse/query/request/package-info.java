/**
 * What several calls ask for in the same way: checked parameters enter, ranges of time and known
 * servers leave.
 */
@NullMarked
package io.nodepulse.query.request;

import org.jspecify.annotations.NullMarked;
