package io.nodepulse.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.merkle.CompactTree;
import io.nodepulse.audit.merkle.TreeHash;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.RangeProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.SigningKey;
import io.nodepulse.embedded.EmbeddedBuckets;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.events.Epoch;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.segment.SegmentAppend;
import io.nodepulse.events.segment.SegmentAppend.Erased;
import io.nodepulse.events.segment.SegmentAppend.Readable;
import io.nodepulse.events.segment.SegmentReader;
import io.nodepulse.events.segment.SegmentSource;
import io.nodepulse.events.segment.SegmentWriter;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.events.wire.StoredEvent;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;
import io.nodepulse.events.wire.StoredEvent.TagPair;
import io.nodepulse.launcher.NodePulse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Two segments of one shard, made by hand and checked without any server. */
class SegmentsCommandTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final String LOG = "np.example/a/0";
    private static final UUID SERVER = new UUID(1, 2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path folder;

    private Path first = Path.of("");
    private Path second = Path.of("");

    private record Ended(int code, String out, String err) {}

    @BeforeEach
    void writeSegments() throws IOException {
        TreeHash hash = new TreeHash();
        List<Readable> appends = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            appends.add(scrape(i));
        }
        byte[][] leaves =
                appends.stream().map(append -> hash.leaf(append.leaf())).toArray(byte[][]::new);
        byte[] root2 = hash.node(leaves[0], leaves[1]);
        CompactTree tree = new CompactTree(2, List.of(root2));
        first = write("000000000000-000000000002", appends.subList(0, 2), 0, List.of(), root2);
        for (int i = 2; i < 5; i++) {
            tree.append(0, leaves[i]);
        }
        second =
                write(
                        "000000000002-000000000005",
                        appends.subList(2, 5),
                        2,
                        List.of(root2),
                        tree.root());
    }

    private static Readable scrape(int number) {
        ProcessSampled sample =
                new ProcessSampled(SERVER, NOON.plusSeconds(number), "java", 1, number, 4096);
        return new Readable(
                number + 1, new Epoch(7), new Entry.Processes(ProcessScrape.of(List.of(sample))));
    }

    private Path write(
            String name,
            List<? extends SegmentAppend> appends,
            long from,
            List<byte[]> left,
            byte[] root)
            throws IOException {
        Path shard = Files.createDirectories(folder.resolve("shard-0"));
        SegmentWriter writer = new SegmentWriter(0, 1, 3);
        appends.forEach(writer::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        byte[] bytes = out.toByteArray();
        String text = new Checkpoint(LOG, from + appends.size(), root).text();
        RangeProof proof =
                new RangeProof(
                        SegmentReader.open(source(bytes)).digest(),
                        from,
                        left,
                        List.of(),
                        new SignedNote(text, List.of(KEY.sign(LOG, text))));
        Files.writeString(shard.resolve(name + ".proof"), proof.toString());
        return Files.write(shard.resolve(name + ".segment"), bytes);
    }

    private static SegmentSource source(byte[] bytes) {
        return new SegmentSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int length) {
                return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
            }
        };
    }

    @Test
    void whatIsThereIsListedAndProven() throws IOException {
        Ended ended = segments("--key", KEY.verifier(LOG).toString());

        assertThat(ended.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "SHARD LEAVES EVENTS NUMBER BYTES",
                        "0 0-1 1-2 2 " + Files.size(first) + " proven",
                        "0 2-4 3-5 3 " + Files.size(second) + " proven",
                        "All are what was signed.");
        assertThat(ended.code()).isZero();
    }

    @Test
    void whatWasErasedIsSaidWithWhoDidAndWhatNoEventErasedIsNot() throws IOException {
        TreeHash hash = new TreeHash();
        Epoch epoch = new Epoch(7);
        Readable scrape = scrape(0);
        Erased gone = new Erased(1, epoch, 1, SERVER, 2, hash.leaf(scrape.leaf()));
        Readable event = new Readable(2, epoch, new Entry.Events(List.of(erasure())));
        byte[] root = hash.node(hash.leaf(scrape.leaf()), hash.leaf(event.leaf()));
        Files.delete(second);
        write("000000000000-000000000002", List.of(gone, event), 0, List.of(), root);
        Ended said = segments("--key", KEY.verifier(LOG).toString());

        Erased claimed = new Erased(1, epoch, 1, SERVER, 9, hash.leaf(scrape.leaf()));
        write("000000000000-000000000002", List.of(claimed, event), 0, List.of(), root);
        Ended forged = segments("--key", KEY.verifier(LOG).toString());

        assertThat(said.out())
                .contains("1 scrapes of server " + SERVER)
                .contains("erased by person:ada on 2026-03-01T12:00:00Z")
                .contains("All are what was signed.");
        assertThat(said.code()).isZero();
        assertThat(forged.out())
                .contains("no event 9 erased them")
                .contains("NOT PROVEN: see above.");
        assertThat(forged.code()).isEqualTo(1);
    }

    private static StoredEvent erasure() {
        TreeSet<TagPair> tags = new TreeSet<>();
        tags.add(new TagPair("server", SERVER.toString()));
        return new StoredEvent(
                "6d1c1f9e-6a3b-4a9e-8a57-0d3a5a6f7b8c",
                "nodepulse.HistoryErased",
                "1",
                NOON,
                tags,
                new TreeMap<>(Map.of("actor", "person:ada", "address", "192.0.2.7")),
                PayloadForm.JSON,
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAlteredOneAndOneThatIsMissingAreNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(second);
        bytes[20] ^= 1;
        Files.write(second, bytes);
        Ended altered = segments("--key", KEY.verifier(LOG).toString());
        Files.delete(first);
        Ended missing = segments("--key", KEY.verifier(LOG).toString());

        assertThat(altered.out()).contains("NOT PROVEN: block of kind 2 at 9", "was altered");
        assertThat(altered.code()).isEqualTo(1);
        assertThat(missing.out()).contains("leaves 0 to 1 are in none");
        assertThat(missing.code()).isEqualTo(1);
    }

    /** Under the names that they have in the folder. */
    @Test
    void theSameInABucketIsListedAndProven() throws IOException {
        String bucket = "np-" + UUID.randomUUID();
        String endpoint = "http://%s:%d".formatted(Loopback.HOST, EmbeddedBuckets.shared().port());
        BucketSettings settings =
                BucketSettings.of(bucket, "a/b", URI.create(endpoint), "us-east-1");
        System.setProperty("aws.accessKeyId", "some");
        System.setProperty("aws.secretAccessKey", "body");
        makeBucket(endpoint + "/" + bucket);
        try (S3Bucket objects = S3Bucket.open(settings)) {
            for (Path segment : List.of(first, second)) {
                String name = "shard-0/" + segment.getFileName();
                String proof = name.replace(".segment", ".proof");
                objects.put(name, Files.readAllBytes(segment));
                objects.put(proof, Files.readAllBytes(folder.resolve(proof)));
            }
            String[] more = {"--key", KEY.verifier(LOG).toString(), "--endpoint", endpoint};

            Ended whole = run("s3://" + bucket + "/a/b", more);
            Ended byPath =
                    run(
                            "s3://" + bucket + "/a/b",
                            "--key",
                            KEY.verifier(LOG).toString(),
                            "--endpoint",
                            endpoint,
                            "--path-style");
            objects.put("shard-0/" + first.getFileName(), new byte[10]);
            Ended broken = run("s3://" + bucket + "/a/b/", more);
            Ended none = run("s3://" + bucket + "/c", more);

            assertThat(whole.out()).isEqualTo(segments(more).out());
            assertThat(whole.code()).isZero();
            assertThat(byPath.out()).isEqualTo(whole.out());
            assertThat(broken.out()).contains("NOT PROVEN: it has only 10 bytes");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(none.err()).contains("there are no segments in s3://" + bucket + "/c");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    /** By the call itself: what we have makes no buckets. */
    private static void makeBucket(String address) throws IOException {
        HttpURLConnection made = (HttpURLConnection) URI.create(address).toURL().openConnection();
        made.setRequestMethod("PUT");
        assertThat(made.getResponseCode()).isEqualTo(200);
    }

    @Test
    void anotherKeyProvesNothing() {
        Ended ended = segments("--key", SigningKey.generate().verifier(LOG).toString());

        assertThat(ended.out())
                .contains("NOT PROVEN: the checkpoint, ", "not signed by a known key");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void badInputIsOneLine() throws IOException {
        assertThat(segments().err()).contains("--key").hasLineCount(1);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Ended none = run(empty.toString(), "--key", KEY.verifier(LOG).toString());
        assertThat(none.err()).contains("there are no segments in " + empty);
        assertThat(none.code()).isEqualTo(2);
    }

    private Ended segments(String... more) {
        return run(folder.toString(), more);
    }

    private static Ended run(String place, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = NodePulse.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> arguments = new ArrayList<>(List.of("audit", "segments", place));
        arguments.addAll(List.of(more));
        int code = line.execute(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }
}
