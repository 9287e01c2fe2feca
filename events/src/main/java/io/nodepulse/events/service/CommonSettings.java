package io.nodepulse.events.service;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * What several services go by.
 *
 * @param retention how long scrapes are kept, in the event store and in the read model; zero for
 *     ever
 * @param storeTimeout how long a request waits for the event store
 */
@ConfigurationProperties("nodepulse")
public record CommonSettings(
        @DefaultValue("7d") Duration retention, @DefaultValue("10s") Duration storeTimeout) {

    public CommonSettings {
        if (retention.isNegative()) {
            throw new IllegalArgumentException(
                    "retention must be 0 for ever, or how long to keep, is " + retention);
        }
        if (storeTimeout.isNegative() || storeTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "store-timeout must be more than 0, is " + storeTimeout);
        }
    }
}
