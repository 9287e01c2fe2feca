package io.nodepulse.launcher.export;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A day of a server, which is a file.
 *
 * @param day in UTC
 * @param server whose scrapes it has
 */
record Partition(LocalDate day, UUID server) {

    /** Where it is below a folder: in Hive's form, which readers take for columns. */
    Path in(Path folder) {
        return folder.resolve("day=" + day).resolve("server=" + server).resolve("samples.parquet");
    }

    static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The days that scrapes of a block are of, or some between. */
    static Stream<LocalDate> days(StockedSegment.Block block, TimeSpan span) {
        Instant first = block.entry().firstSampledAt();
        Instant last = block.entry().lastSampledAt();
        return dayOf(first)
                .datesUntil(dayOf(last).plusDays(1))
                .filter(day -> span.of(day).meets(first, last));
    }
}
