/**
 * What several tests need. A script of answers enters, a real server on loopback and the requests
 * that it saw leave.
 */
@NullMarked
package io.nodepulse.agent.testing;

import org.jspecify.annotations.NullMarked;
