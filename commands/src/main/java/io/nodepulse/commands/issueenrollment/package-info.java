/**
 * A machine may register itself. An operator's wish enters; an {@code EnrollmentIssued} leaves, and
 * the caller gets the token that does it, once and for a while.
 */
@NullMarked
package io.nodepulse.commands.issueenrollment;

import org.jspecify.annotations.NullMarked;
