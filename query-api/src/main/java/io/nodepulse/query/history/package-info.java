/**
 * One process over time: a server, a process name and a range enter, evenly spaced points leave,
 * with gaps where nothing was sampled.
 */
@NullMarked
package io.nodepulse.query.history;

import org.jspecify.annotations.NullMarked;
