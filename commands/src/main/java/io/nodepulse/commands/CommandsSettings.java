package io.nodepulse.commands;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How the write side decides.
 *
 * @param agentTokenOverlap how long a replaced agent token stays valid where a call does not say
 * @param enrollmentValidity how long an enrollment token can be used
 */
@ConfigurationProperties("nodepulse")
public record CommandsSettings(
        @DefaultValue("10m") Duration agentTokenOverlap,
        @DefaultValue("30m") Duration enrollmentValidity) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    public CommandsSettings {
        if (agentTokenOverlap.isNegative()) {
            throw new IllegalArgumentException(
                    "agent-token-overlap must be at least 0, is " + agentTokenOverlap);
        }
        if (enrollmentValidity.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "enrollment-validity must be more than 0, is " + enrollmentValidity);
        }
    }
}
