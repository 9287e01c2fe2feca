/** Tests of the write side's memory of servers: events go in, state and refusals come out. */
@NullMarked
package io.nodepulse.commands.server;

import org.jspecify.annotations.NullMarked;
