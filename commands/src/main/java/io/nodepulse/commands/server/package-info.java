/**
 * The life of a monitored server, as far as decisions need it. A command and what the server's
 * events tell so far enter; new events leave, appended on the condition that nothing else happened
 * to that server in between.
 */
@NullMarked
package io.nodepulse.commands.server;

import org.jspecify.annotations.NullMarked;
