package io.nodepulse.launcher.bench;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One window's times, in milliseconds.
 *
 * @param seedP50 the seed's SQL
 * @param topP50 the whole answer: rows read, added up, ranked and written as JSON
 * @param databaseP50 the statement alone
 * @param faster the seed's time over that of the whole answer
 * @param sameRanking whether both name the same processes in the same order
 */
@JsonNaming(SnakeCaseStrategy.class)
record QueryTimes(
        int hours,
        double seedP50,
        double topP50,
        double topP99,
        double databaseP50,
        double faster,
        boolean sameRanking) {}
