package io.nodepulse.audit.history;

import org.jspecify.annotations.Nullable;

/** The query parameters as they came, unread. */
record HistoryParameters(
        @Nullable String from,
        @Nullable String to,
        @Nullable String process,
        @Nullable String exporter,
        @Nullable String cursor,
        @Nullable String limit) {}
