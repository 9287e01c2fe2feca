package io.nodepulse.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How questions are answered, {@code nodepulse.query.*}.
 *
 * @param heartbeat how long a live stream is silent at most
 */
@ConfigurationProperties("nodepulse.query")
public record QuerySettings(@DefaultValue("15s") Duration heartbeat) {

    public QuerySettings {
        if (heartbeat.isNegative() || heartbeat.isZero()) {
            throw new IllegalArgumentException("heartbeat must be more than 0, is " + heartbeat);
        }
    }
}
