package io.nodepulse.access.listener;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

import java.util.List;

/** The proxies whose word counts for where a request came from. Thread-safe. */
final class TrustedProxies {

    private final List<IpAddressMatcher> networks;

    /**
     * @param networks addresses, or networks as address and length of the prefix
     */
    TrustedProxies(List<String> networks) {
        this.networks = networks.stream().map(IpAddressMatcher::new).toList();
    }

    boolean contain(String address) {
        return networks.stream().anyMatch(network -> network.matches(address));
    }
}
