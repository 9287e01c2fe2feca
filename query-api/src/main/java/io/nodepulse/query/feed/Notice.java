package io.nodepulse.query.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * One notification of the projections: {@code processes 12=1763971200000,15=1763971201250} is the
 * projection, and per server its key and newest scrape in milliseconds since 1970. In the place of
 * a projection stands {@code servers} where they were renamed, tagged or removed.
 */
record Notice(String projection, List<Scraped> scraped) {

    /** A server whose scrape is now in the read model. */
    record Scraped(int serverKey, long asOfMillis) {}

    /**
     * @throws IllegalArgumentException where the text is of another form
     */
    static Notice parse(String payload) {
        int space = payload.indexOf(' ');
        if (space < 1) {
            throw new IllegalArgumentException("no projection in \"" + payload + '"');
        }
        List<Scraped> scraped = new ArrayList<>();
        for (String server : payload.substring(space + 1).split(",", -1)) {
            int equals = server.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no server_key=as_of in \"" + server + '"');
            }
            scraped.add(
                    new Scraped(
                            Integer.parseInt(server.substring(0, equals)),
                            Long.parseLong(server.substring(equals + 1))));
        }
        return new Notice(payload.substring(0, space), scraped);
    }
}
