/**
 * What a machine needs to become a monitored server by one line. The folder with the agent's
 * archives and the address that a request came to enter; the script, the archives and what the page
 * says of them leave, without sign-in, since they hold no secret.
 */
@NullMarked
package io.nodepulse.query.install;

import org.jspecify.annotations.NullMarked;
