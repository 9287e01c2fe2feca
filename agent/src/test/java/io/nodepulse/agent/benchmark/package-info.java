/**
 * Runs the packaged agent as a process against servers of its own. An image enters, what the agent
 * costs leaves; and the list of classes from which the image's archive is made.
 */
@NullMarked
package io.nodepulse.agent.benchmark;

import org.jspecify.annotations.NullMarked;
