/**
 * The people and API tokens there are. Their events enter, from whichever instance wrote them; the
 * accounts as of now leave, and new events on the condition that nobody else changed them.
 */
@NullMarked
package io.nodepulse.access.account;

import org.jspecify.annotations.NullMarked;
