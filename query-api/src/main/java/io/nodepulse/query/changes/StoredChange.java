package io.nodepulse.query.changes;

import java.time.Instant;

/**
 * A change as the read model holds it.
 *
 * @param at the scrape that shows it
 * @param since the scrape before
 * @param nameKey of the process group
 * @param before what was, as its kind says it; 0 where that is not known
 * @param after what is
 */
record StoredChange(
        Instant at, Instant since, int nameKey, ChangeSort kind, long before, long after) {}
