/**
 * What the calls of this module share: request bodies enter, values or problem details (RFC 9457)
 * leave.
 */
@NullMarked
package io.nodepulse.access.web;

import org.jspecify.annotations.NullMarked;
