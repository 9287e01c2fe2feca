/**
 * Keeps the agent's resident memory to what it uses. The kernel's list of mappings enters, advice
 * about them leaves.
 */
@NullMarked
package io.nodepulse.agent.memory;

import org.jspecify.annotations.NullMarked;
