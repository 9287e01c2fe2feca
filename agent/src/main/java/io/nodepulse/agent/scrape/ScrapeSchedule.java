package io.nodepulse.agent.scrape;

/**
 * The times of an exporter's scrapes: a grid of the interval, shifted by an offset that stays the
 * same for a server and exporter, so that a fleet's scrapes are spread over the interval.
 *
 * @param intervalMillis distance of the grid's points
 * @param offsetMillis shift of the grid, at least 0, less than the interval
 */
public record ScrapeSchedule(long intervalMillis, long offsetMillis) {

    /** The schedule of that exporter on that server. */
    public static ScrapeSchedule of(String serverId, String exporter, long intervalMillis) {
        long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits
        String identity = serverId.concat("/").concat(exporter);
        for (int i = 0; i < identity.length(); i++) {
            hash = (hash ^ identity.charAt(i)) * 0x100000001b3L;
        }
        return new ScrapeSchedule(intervalMillis, Long.remainderUnsigned(hash, intervalMillis));
    }

    /**
     * The first time of the grid after a scrape at that time, at least half an interval later: the
     * first scrape is taken at once and would otherwise be followed by a very short interval.
     */
    public long next(long afterMillis) {
        long earliest = afterMillis + intervalMillis / 2;
        long behind = Math.floorMod(earliest - offsetMillis, intervalMillis);
        return behind == 0 ? earliest : earliest + intervalMillis - behind;
    }
}
