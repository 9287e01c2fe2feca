package io.nodepulse.query.servers;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** More of a host's latest figures; null where it does not report one. */
@JsonNaming(SnakeCaseStrategy.class)
record HostDetail(
        @Nullable Long swapTotalBytes,
        @Nullable Long swapFreeBytes,
        @Nullable Long diskTotalBytes,
        @Nullable Long diskFreeBytes,
        @Nullable Long diskAvailableBytes,
        @Nullable Double diskReadBytesPerSecond,
        @Nullable Double diskWrittenBytesPerSecond,
        @Nullable Double networkReceiveBytesPerSecond,
        @Nullable Double networkTransmitBytesPerSecond) {}
