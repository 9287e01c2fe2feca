/**
 * What counters grew by, and tables that keep the reading before by the counter's name. Readings
 * enter, growth leaves.
 */
@NullMarked
package io.nodepulse.agent.counter;

import org.jspecify.annotations.NullMarked;
