package io.nodepulse.commands.recordscrape;

import io.nodepulse.commands.payload.PayloadLimits;
import io.nodepulse.commands.recordscrape.PacedInputStream.Pace;

import org.jspecify.annotations.Nullable;
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
 * @param maxName most characters in the name of a process group, up to 256
 * @param maxAhead how far a scrape may lie ahead of our clock
 * @param slowGrace the time after which a sender's rate is looked at
 * @param minRate the average rate that a sender must then have, per second
 * @param pushesPerSecond how many pushes an agent may make on average; 0 for any number
 * @param pushBurst how many it may make at once
 * @param readBudget most unpacked bytes that are held as samples at one time, over all pushes; by
 *     default an eighth of the heap, and enough for the largest body
 * @param clientCertificates whether a client certificate that names the server is as good as its
 *     token; the listener must ask for one, {@code server.ssl.client-auth}
 */
@ConfigurationProperties("nodepulse.ingest")
public record IngestSettings(
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("64MB") DataSize maxInflated,
        @DefaultValue("2000") int maxGroups,
        @DefaultValue("256") int maxName,
        @DefaultValue("5m") Duration maxAhead,
        @DefaultValue("10s") Duration slowGrace,
        @DefaultValue("16KB") DataSize minRate,
        @DefaultValue("20") double pushesPerSecond,
        @DefaultValue("200") int pushBurst,
        @Nullable DataSize readBudget,
        @DefaultValue("false") boolean clientCertificates) {

    public IngestSettings {
        // The limits refuse what they cannot work with.
        new PayloadLimits(maxGroups, maxName, maxAhead, Duration.ZERO);
        if (maxBody.toBytes() < 1 || maxInflated.toBytes() < 1 || minRate.toBytes() < 0) {
            throw new IllegalArgumentException(
                    "max-body and max-inflated must be at least 1 byte, min-rate at least 0");
        }
        if (pushesPerSecond < 0 || pushBurst < 1 || slowGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "pushes-per-second and slow-grace must be at least 0, push-burst at least 1");
        }
    }

    /** One part in so many of the heap, where the budget is not set. */
    private static final long HEAP_SHARE = 8;

    /** How long a push waits for memory. */
    private static final Duration MEMORY_TIMEOUT = Duration.ofSeconds(2);

    PayloadLimits payloadLimits(Duration retention) {
        return new PayloadLimits(maxGroups, maxName, maxAhead, retention);
    }

    PushRates rates() {
        return new PushRates(pushesPerSecond, pushBurst);
    }

    ReadBudget budget() {
        long share = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        long bytes =
                readBudget == null
                        ? Math.max(share, 2 * maxInflated.toBytes())
                        : readBudget.toBytes();
        return new ReadBudget(bytes, MEMORY_TIMEOUT);
    }

    Pace pace() {
        return new Pace(slowGrace, minRate.toBytes());
    }
}
