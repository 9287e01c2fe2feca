package io.nodepulse.access.listener;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/**
 * Where a listener may do without TLS: on loopback, or where somebody has asked for it by name, as
 * one does behind a proxy that speaks TLS.
 *
 * @param allowed whether it was asked for
 */
record PlainHttp(boolean allowed) {

    /**
     * Throws unless a listener may start so.
     *
     * @param address null for all of the machine's
     */
    void require(@Nullable InetAddress address, boolean tls) {
        boolean loopback = address != null && address.isLoopbackAddress();
        if (!tls && !loopback && !allowed) {
            throw new IllegalStateException(
                    "plain HTTP on %s would send tokens in the clear: set server.ssl.bundle, or"
                                    .formatted(
                                            address == null
                                                    ? "all addresses"
                                                    : address.getHostAddress())
                            + " server.address=127.0.0.1, or, behind a proxy with TLS,"
                            + " nodepulse.listener.allow-plain-http=true");
        }
    }
}
