package io.nodepulse.query.feed;

/**
 * Hears of scrapes and servers once they are in the read model, and of its going away. Called on
 * the feed's thread: it must not block.
 */
public interface ScrapeListener {

    /**
     * @param projection which projection has them: {@code processes}, {@code hosts} or {@code
     *     units}
     * @param asOfMillis the server's newest scrape in it
     */
    default void scraped(String projection, int serverKey, long asOfMillis) {}

    /** A server has another name, or was removed. */
    default void changed(int serverKey) {}

    /** From now on nothing goes unheard; what was so far may have. */
    default void heard() {}

    /**
     * From now on scrapes may go unheard, until the feed listens again; and the database that it
     * will listen to may be a restored copy, in which keys stand for other things.
     */
    default void unheard() {}
}
