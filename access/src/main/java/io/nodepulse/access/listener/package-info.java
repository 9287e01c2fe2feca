/**
 * The HTTP listener of every service. Requests enter without a name and leave with a request id, in
 * the log and in the answer; a listener that would carry tokens in the clear does not start.
 */
@NullMarked
package io.nodepulse.access.listener;

import org.jspecify.annotations.NullMarked;
