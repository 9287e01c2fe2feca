package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.PayloadLimits;
import io.nodepulse.commands.recordscrape.PacedInputStream.Pace;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * The limits of ingest, {@code nodepulse.ingest.*}.
 *
 * @param maxBody most bytes of a body as it is sent
 * @param maxInflated most bytes of a body after unpacking
 * @param maxGroups most process groups in one scrape
 * @param maxAhead how far a scrape may lie ahead of our clock
 * @param slowGrace the time after which a sender's rate is looked at
 * @param minRate the average rate that a sender must then have, per second
 */
@ConfigurationProperties("nodepulse.ingest")
public record IngestSettings(
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxInflated,
        @DefaultValue("2000") int maxGroups,
        @DefaultValue("5m") Duration maxAhead,
        @DefaultValue("10s") Duration slowGrace,
        @DefaultValue("16KB") DataSize minRate) {

    PayloadLimits payloadLimits(Duration retention) {
        return new PayloadLimits(maxGroups, maxAhead, retention);
    }

    Pace pace() {
        return new Pace(slowGrace, minRate.toBytes());
    }
}
