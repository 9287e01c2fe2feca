package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

/**
 * A scrape as a row of {@code process_scrapes}.
 *
 * @param scrape the scrape
 * @param keyframe what it is stored as changes of, null if it is stored whole
 * @param changes those changes, null if it is stored whole
 */
record StoredScrape(Scrape scrape, @Nullable Scrape keyframe, byte @Nullable [] changes) {

    static StoredScrape whole(Scrape scrape) {
        return new StoredScrape(scrape, null, null);
    }
}
