package io.nodepulse.commands;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the write side decides.
 *
 * @param agentTokenOverlap how long a replaced agent token stays valid where a call does not say
 */
@ConfigurationProperties("nodepulse")
public record CommandsSettings(@DefaultValue("10m") Duration agentTokenOverlap) {

    public CommandsSettings {
        if (agentTokenOverlap.isNegative()) {
            throw new IllegalArgumentException(
                    "agent-token-overlap must be at least 0, is " + agentTokenOverlap);
        }
    }
}
