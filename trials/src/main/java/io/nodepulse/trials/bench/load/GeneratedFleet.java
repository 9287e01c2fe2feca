package io.nodepulse.trials.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Registered servers with generated scrapes, 15 s apart by their timestamps, whatever the rate at
 * which they are pushed. Used by one thread at a time.
 */
public final class GeneratedFleet {

    public static final Duration INTERVAL = Duration.ofSeconds(15);

    /** Process groups of each server, and so samples of each scrape. */
    public static final int GROUPS = ScrapeText.GROUPS;

    private final URI address;
    private final List<Agent> agents;
    private final Instant start;
    private final ScrapeText scrapes;
    private final byte[][] heads;

    /** What the registration of a server gave. */
    public record Agent(String id, String token) {}

    /**
     * @param start time of the first scrapes
     */
    public GeneratedFleet(URI address, long seed, List<Agent> agents, Instant start) {
        this.address = address;
        this.agents = List.copyOf(agents);
        this.start = start;
        this.scrapes = new ScrapeText(seed);
        this.heads = agents.stream().map(this::pushHead).toArray(byte[][]::new);
    }

    private byte[] pushHead(Agent agent) {
        return """
        POST /metrics/prometheus?server_id=%s HTTP/1.1\r
        Host: %s\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
                .formatted(agent.id(), address.getAuthority(), agent.token(), scrapes.length())
                .getBytes(US_ASCII);
    }

    public int size() {
        return agents.size();
    }

    public String id(int server) {
        return agents.get(server).id();
    }

    /** Writes the push of a scrape; the scrapes of the servers are spread over the interval. */
    void writePush(int server, int scrape, ByteBuffer out) {
        long phase = INTERVAL.toMillis() * server / agents.size();
        writePush(server, scrape, start.plus(INTERVAL.multipliedBy(scrape)).plusMillis(phase), out);
    }

    /** Writes the push of a scrape that was made at that moment. */
    public void writePush(int server, int scrape, Instant at, ByteBuffer out) {
        out.put(heads[server]);
        scrapes.write(server, scrape, at, out);
    }

    /** Writes a GET. */
    public void writeGet(String pathAndQuery, ByteBuffer out) {
        String head = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n";
        out.put(head.formatted(pathAndQuery, address.getAuthority()).getBytes(US_ASCII));
    }
}
