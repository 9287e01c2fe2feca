package io.nodepulse.agent.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.payload.ExporterKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

class ScrapeBufferTest {

    private static final Duration RETENTION = Duration.ofDays(2);
    private static final long MIB = 1 << 20;

    @TempDir Path folder;

    private BufferStats stats = new BufferStats();
    private final Random random = new Random(7);

    @Test
    void staysInMemoryWhileTheServerTakesEverything() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            for (int i = 0; i < 100; i++) {
                add(buffer, "s" + i);
                ScrapeBuffer.Batch batch = next(buffer, 10);
                assertThat(texts(batch)).containsExactly("s" + i);
                buffer.confirm(batch);
            }
            assertThat(buffer.isEmpty()).isTrue();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void keepsTheOrderFromMemoryToDiskAndBack() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            List<String> expected = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                add(buffer, "s" + i);
                expected.add("s" + i);
                if (random.nextInt(50) == 0) {
                    buffer.spill();
                }
                if (random.nextInt(40) == 0) {
                    drain(buffer, seen, random.nextInt(60));
                }
            }
            drain(buffer, seen, Integer.MAX_VALUE);
            assertThat(seen).isEqualTo(expected);
            assertThat(files()).isEmpty();
            assertThat(stats.diskRecords()).hasValue(0);
        }
    }

    @Test
    void handsTheSameBatchOutUntilItIsConfirmed() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            add(buffer, "a");
            add(buffer, "b");
            assertThat(texts(next(buffer, 1))).containsExactly("a");
            buffer.spill();
            assertThat(texts(next(buffer, 1))).containsExactly("a");
            buffer.confirm(next(buffer, 1));
            assertThat(texts(next(buffer, 9))).containsExactly("b");
        }
    }

    @Test
    void findsAgainWhatAnEarlierRunLeft() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            add(buffer, "a");
            add(buffer, "b");
        }
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            assertThat(stats.diskRecords()).hasValue(2);
            add(buffer, "c");
            assertThat(texts(next(buffer, 9))).containsExactly("a", "b", "c");
        }
    }

    @Test
    void passesOverATornTail() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            add(buffer, "a");
            add(buffer, "b");
        }
        Path file = files().getFirst();
        for (long cut = Files.size(file) - 1; cut > 60; cut -= 5) {
            try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
                torn.setLength(cut);
            }
            stats = new BufferStats();
            try (ScrapeBuffer buffer = open(64 * MIB)) {
                assertThat(texts(next(buffer, 9))).startsWith("a").hasSizeLessThan(2);
                assertThat(stats.droppedCorrupt()).hasValue(1);
            }
        }
    }

    @Test
    void passesOverADamagedRecordAndReadsOn() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            add(buffer, "a");
            add(buffer, "b");
            add(buffer, "c");
        }
        Path file = files().getFirst();
        long record = (Files.size(file) - RecordFormat.MAGIC.length) / 3;
        flip(file, RecordFormat.MAGIC.length + record + RecordFormat.PREFIX + 3);
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            assertThat(texts(next(buffer, 9))).containsExactly("a", "c");
            assertThat(stats.droppedCorrupt()).hasValue(1);
        }
    }

    @Test
    void leavesFilesAloneThatItCannotRead() throws Exception {
        Files.writeString(folder.resolve("0000000000000005.npb"), "not a buffer file");
        Files.writeString(folder.resolve("notes.npb"), "mine");
        Files.createFile(folder.resolve("0000000000000006.npb"));
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            assertThat(buffer.isEmpty()).isTrue();
            assertThat(stats.droppedCorrupt()).hasValue(1);
            assertThat(folder.resolve("notes.npb")).exists();
        }
    }

    @Test
    void dropsTheOldestWhenFullAndCountsIt() throws Exception {
        try (ScrapeBuffer buffer = open(4 * MIB)) {
            String large = noise(100_000);
            int added = 120;
            for (int i = 0; i < added; i++) {
                add(buffer, i + large);
                buffer.spill();
            }
            assertThat(stats.diskBytes().get()).isLessThanOrEqualTo(4 * MIB);
            assertThat(stats.droppedFull().get()).isPositive();
            assertThat(stats.droppedFull().get() + stats.diskRecords().get()).isEqualTo(added);
            String oldest = texts(next(buffer, 1)).getFirst();
            assertThat(oldest).startsWith(stats.droppedFull().get() + large);
        }
    }

    @Test
    void dropsWhatIsOlderThanTheRetention() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            long old = System.currentTimeMillis() - RETENTION.toMillis() - 1;
            byte[] text = "old".getBytes(UTF_8);
            buffer.add(ExporterKind.NODE_EXPORTER, old, text, text.length);
            buffer.spill();
            assertThat(buffer.next(9, MIB, Duration.ZERO)).isNull();
            assertThat(stats.droppedExpired()).hasValue(1);
        }
    }

    @Test
    void boundsMemoryWhenTheDiskCannotBeWritten() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            Files.createDirectory(folder.resolve("0000000000000001.npb"));
            for (int i = 0; i < ScrapeBuffer.MAX_IN_MEMORY + 20; i++) {
                Files.createDirectories(folder.resolve("%016d.npb".formatted(i + 1)));
                add(buffer, "s" + i);
            }
            assertThat(stats.writeErrors().get()).isPositive();
            assertThat(stats.droppedFull()).hasValue(20);
            assertThat(texts(next(buffer, 1))).containsExactly("s20");
        }
    }

    @Test
    void boundsBytesInMemoryToo() throws Exception {
        int third = ScrapeBuffer.MAX_BYTES_IN_MEMORY / 3;
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            for (int i = 0; i < 5; i++) {
                Files.createDirectories(folder.resolve("%016d.npb".formatted(i + 1)));
                add(buffer, Integer.toString(i).repeat(third));
            }
            assertThat(stats.writeErrors().get()).isPositive();
            assertThat(stats.droppedFull()).hasValue(2);
            assertThat(texts(next(buffer, 1)).getFirst()).startsWith("2");
        }
    }

    @Test
    void belongsToOneAgent() throws Exception {
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            assertThat(buffer.isEmpty()).isTrue();
            assertThatThrownBy(() -> open(64 * MIB))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another agent uses the buffer");
        }
        open(64 * MIB).close();
    }

    @Test
    void holdsTwoDaysOf168GroupsIn64MiB() throws Exception {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 168; i++) {
            json.append("{\"name\":\"process-").append(i * 7919).append("\",\"num_procs\":");
            json.append(random.nextInt(30)).append(",\"cpu_seconds\":");
            json.append(random.nextInt(9_999_999) / 100.0).append(",\"memory_bytes\":");
            json.append(random.nextLong(1L << 32) & -4096L).append("},");
        }
        try (ScrapeBuffer buffer = open(64 * MIB)) {
            for (int i = 0; i < 100; i++) {
                add(buffer, json.toString());
                buffer.spill();
            }
            long perScrape = stats.diskBytes().get() / 100;
            assertThat(perScrape * 48 * 3600 / 15).isLessThan(60 * MIB);
        }
    }

    private ScrapeBuffer open(long maxBytes) throws IOException {
        return new ScrapeBuffer(folder.toFile(), maxBytes, RETENTION, stats);
    }

    private static void add(ScrapeBuffer buffer, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        buffer.add(ExporterKind.PROCESS_EXPORTER, System.currentTimeMillis(), bytes, bytes.length);
    }

    private static ScrapeBuffer.Batch next(ScrapeBuffer buffer, int max)
            throws InterruptedException {
        ScrapeBuffer.Batch batch = buffer.next(max, Long.MAX_VALUE, Duration.ZERO);
        assertThat(batch).isNotNull();
        return batch == null ? next(buffer, max) : batch;
    }

    private void drain(ScrapeBuffer buffer, List<String> to, int batches) throws Exception {
        for (int i = 0; i < batches && !buffer.isEmpty(); i++) {
            ScrapeBuffer.Batch batch = next(buffer, 1 + random.nextInt(30));
            to.addAll(texts(batch));
            buffer.confirm(batch);
        }
    }

    private static List<String> texts(ScrapeBuffer.Batch batch) throws DataFormatException {
        List<String> texts = new ArrayList<>();
        for (ScrapeRecord scrape : batch.scrapes()) {
            texts.add(new String(unpack(scrape), UTF_8));
        }
        return texts;
    }

    private static byte[] unpack(ScrapeRecord scrape) throws DataFormatException {
        if (!scrape.packed()) {
            return scrape.content();
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(scrape.content());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[scrape.jsonLength()];
            out.write(chunk, 0, inflater.inflate(chunk));
            return out.toByteArray();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".npb")).sorted().toList();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(at);
            int b = damaged.read();
            damaged.seek(at);
            damaged.write(b ^ 0x55);
        }
    }

    private String noise(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }
}
