/**
 * The agent's configuration. A file, the environment and flags enter, one checked record leaves, or
 * the list of what is wrong, each with its place and what is allowed there.
 */
@NullMarked
package io.nodepulse.agent.config;

import org.jspecify.annotations.NullMarked;
