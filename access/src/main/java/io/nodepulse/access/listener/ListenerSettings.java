package io.nodepulse.access.listener;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * How requests come in, {@code nodepulse.listener.*}.
 *
 * @param allowPlainHttp whether to listen without TLS beyond loopback
 * @param proxies addresses, or networks such as {@code 10.1.0.0/24}, of the proxies whose word
 *     counts for where a request came from; nobody else's does
 * @param headDeadline the time in which the whole head of a request must be here, the handshake of
 *     TLS included
 * @param connectionsPerAddress how many connections one address may have open, where it is no
 *     proxy; 0 for any number
 */
@ConfigurationProperties("nodepulse.listener")
public record ListenerSettings(
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue List<String> proxies,
        @DefaultValue("10s") Duration headDeadline,
        @DefaultValue("1000") int connectionsPerAddress) {

    public ListenerSettings {
        // Refuses what is no address.
        new TrustedProxies(proxies);
        if (headDeadline.isNegative() || headDeadline.isZero() || connectionsPerAddress < 0) {
            throw new IllegalArgumentException(
                    "head-deadline must be more than 0, connections-per-address at least 0");
        }
    }
}
