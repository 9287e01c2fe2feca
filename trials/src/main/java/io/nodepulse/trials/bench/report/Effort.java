package io.nodepulse.trials.bench.report;

import java.time.Duration;

/**
 * How long and how large a benchmark is.
 *
 * @param days of history that the queried server has
 * @param yearDays of history that the server has whose year is measured
 * @param neighbours servers with a day each beside it
 * @param servers of the fleet that pushes
 * @param warmUp time of load before a measurement
 * @param ingest time in which ingest is measured
 * @param freshness time in which pushes are followed
 * @param http time in which one path is asked, before the other one has its turn
 * @param httpTurns how often each path has its turn
 * @param rebuiltEvents fewest events that a rebuild reads
 * @param archivedServers whose segments a rebuild reads
 * @param archivedHours that each of them has there
 * @param sizedServers servers whose bytes are counted
 * @param sizedScrapes of each of them
 */
public record Effort(
        int days,
        int yearDays,
        int neighbours,
        int servers,
        Duration warmUp,
        Duration ingest,
        Duration freshness,
        Duration http,
        int httpTurns,
        long rebuiltEvents,
        int archivedServers,
        int archivedHours,
        int sizedServers,
        int sizedScrapes) {

    /** What the targets are about. */
    public static final Effort FULL =
            new Effort(
                    7,
                    366,
                    4,
                    10_000,
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(5),
                    6,
                    10_000_000,
                    400,
                    3,
                    24,
                    960);

    /** About a minute for everything; its figures are rough. */
    public static final Effort SHORT =
            new Effort(
                    1,
                    61,
                    0,
                    2_000,
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(2),
                    2,
                    1_000_000,
                    80,
                    2,
                    12,
                    240);
}
