/**
 * The agent's own state, on a loopback address. Its counters enter, a page of metrics and a status
 * report leave.
 */
@NullMarked
package io.nodepulse.agent.self;

import org.jspecify.annotations.NullMarked;
