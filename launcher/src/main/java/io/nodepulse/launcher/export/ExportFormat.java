package io.nodepulse.launcher.export;

/** In which form samples are written. */
enum ExportFormat {
    /** Apache Parquet, compressed by zstd. */
    PARQUET
}
