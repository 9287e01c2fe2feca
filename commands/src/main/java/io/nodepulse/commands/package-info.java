/**
 * The write side of NodePulse. Pushes of agents and calls of administrators enter over HTTP; events
 * leave into the event store, and nothing is answered with success before they are on disk.
 */
@NullMarked
package io.nodepulse.commands;

import org.jspecify.annotations.NullMarked;
