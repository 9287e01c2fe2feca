package io.nodepulse.launcher.export;

import io.nodepulse.audit.notary.DurableFile;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.wire.ProcessScrape;

import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/**
 * A file of Apache Parquet with samples of one server. It has its name when it is whole and on
 * disk; until then it has another one. Not thread-safe.
 */
final class SampleFile implements AutoCloseable {

    private static final MessageType TYPE = SampleSchema.TYPE;

    /** Of zstd: 6.5 % smaller than at 3, the default; at 19 it is 4.4 % smaller still. */
    private static final int LEVEL = 6;

    /** Asked for by the constructor, and of no use: nothing is padded. */
    private static final long ROW_GROUP_BYTES = 128L << 20;

    private static final int COLUMN_INDEX_BYTES = 64;

    /**
     * Numbers of one series differ by little: as differences (the encoding where there is no
     * dictionary) they take half of what a dictionary takes.
     */
    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder()
                    .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                    .withAllocator(new HeapByteBufferAllocator())
                    .withDictionaryEncoding("scraped_at", false)
                    .withDictionaryEncoding("cpu_seconds", false)
                    .withDictionaryEncoding("resident_bytes", false)
                    .withDictionaryEncoding("sequence", false)
                    .build();

    private final Path file;
    private final Path next;
    private final ParquetFileWriter out;
    private final Binary serverId;
    private final @Nullable Binary serverName;
    private final int shard;
    private boolean whole;

    private SampleFile(
            Path file,
            Path next,
            ParquetFileWriter out,
            UUID server,
            @Nullable String name,
            int shard) {
        this.file = file;
        this.next = next;
        this.out = out;
        this.serverId = Binary.fromString(server.toString());
        this.serverName = name == null ? null : Binary.fromString(name);
        this.shard = shard;
    }

    /**
     * Begins a file.
     *
     * @param name what the server is called, if that is known
     */
    @SuppressWarnings("deprecation") // the others have javac look for classes of Hadoop
    static SampleFile create(Path file, UUID server, @Nullable String name, int shard)
            throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        ParquetFileWriter out =
                new ParquetFileWriter(
                        new LocalOutputFile(next),
                        TYPE,
                        ParquetFileWriter.Mode.OVERWRITE,
                        ROW_GROUP_BYTES,
                        0,
                        COLUMN_INDEX_BYTES,
                        ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                        false);
        SampleFile created = new SampleFile(file, next, out, server, name, shard);
        out.start();
        return created;
    }

    /** Writes these samples as a row group. */
    void write(SortedSamples samples) throws IOException {
        ZstdPages compressor = new ZstdPages(LEVEL);
        try (ColumnChunkPageWriteStore pages =
                        new ColumnChunkPageWriteStore(
                                compressor,
                                TYPE,
                                PROPERTIES.getAllocator(),
                                PROPERTIES.getColumnIndexTruncateLength());
                ColumnWriteStore columns = PROPERTIES.newColumnWriteStore(TYPE, pages)) {
            samples.drainTo(new Rows(columns));
            columns.flush();
            out.startBlock(samples.samples());
            pages.flushToFileWriter(out);
            out.endBlock();
        } finally {
            compressor.release();
        }
    }

    /** Turns samples into rows. */
    private final class Rows implements SortedSamples.Sink {
        private final ColumnWriteStore columns;
        private final ColumnWriter[] writers;

        private Rows(ColumnWriteStore columns) {
            this.columns = columns;
            this.writers =
                    TYPE.getColumns().stream()
                            .map(columns::getColumnWriter)
                            .toArray(ColumnWriter[]::new);
        }

        private ColumnWriter of(SampleSchema column) {
            return writers[column.ordinal()];
        }

        @Override
        public void accept(long sequence, ProcessScrape scrape, int index) {
            of(SampleSchema.SERVER_ID).write(serverId, 0, 0);
            if (serverName == null) {
                of(SampleSchema.SERVER_NAME).writeNull(0, 0);
            } else {
                of(SampleSchema.SERVER_NAME).write(serverName, 0, 1);
            }
            of(SampleSchema.SCRAPED_AT).write(scrape.sampledAt().toEpochMilli(), 0, 0);
            of(SampleSchema.PROCESS_NAME).write(Binary.fromString(scrape.names().get(index)), 0, 0);
            of(SampleSchema.NUM_PROCS).write(scrape.numProcs(index), 0, 0);
            of(SampleSchema.CPU_SECONDS).write(scrape.cpuSeconds(index), 0, 0);
            of(SampleSchema.RESIDENT_BYTES).write(scrape.residentBytes(index), 0, 0);
            of(SampleSchema.SHARD).write(shard, 0, 0);
            of(SampleSchema.SEQUENCE).write(sequence, 0, 0);
            for (ProcessMetric metric : ProcessMetric.values()) {
                write(metric, scrape.figures().value(metric, index));
            }
            columns.endRecord();
        }

        private void write(ProcessMetric metric, double value) {
            ColumnWriter column = writers[SampleSchema.columnOf(metric)];
            if (Double.isNaN(value)) {
                column.writeNull(0, 0);
            } else if (SampleSchema.isWhole(metric)) {
                column.write((long) value, 0, 1);
            } else {
                column.write(value, 0, 1);
            }
        }
    }

    /**
     * Ends the file and gives it its name.
     *
     * @param about what stands in its end, by key
     * @return its bytes
     */
    long finish(Map<String, String> about) throws IOException {
        out.end(about);
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        long bytes = Files.size(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        whole = true;
        DurableFile.forceName(file);
        return bytes;
    }

    /** Removes what has no name yet. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            if (!whole) {
                Files.deleteIfExists(next);
            }
        }
    }
}
