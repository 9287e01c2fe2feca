/**
 * HTTP/1.1 over one plain or TLS socket, as little as the agent needs: a request enters, the
 * answer's head and its body as a stream leave.
 */
@NullMarked
package io.nodepulse.agent.http;

import org.jspecify.annotations.NullMarked;
