/**
 * Starts a real Valkey and a real PostgreSQL as child processes on loopback. In comes a data
 * directory with a few settings; out comes a running server with its address, whose data outlives
 * both the server and this JVM.
 */
@NullMarked
package io.nodepulse.embedded;

import org.jspecify.annotations.NullMarked;
