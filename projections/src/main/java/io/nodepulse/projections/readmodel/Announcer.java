package io.nodepulse.projections.readmodel;

import java.util.List;

/** Tells readers which servers have news. */
@FunctionalInterface
public interface Announcer {

    /** Tells nobody: for tables that are not served. */
    Announcer NONE = (projection, news) -> {};

    /**
     * A server's news.
     *
     * @param serverKey the server
     * @param asOfMs time of its latest scrape, in milliseconds since 1970
     */
    record News(int serverKey, long asOfMs) {}

    /** Sends the news when the transaction of the caller commits. */
    void announce(String projection, List<News> news);
}
