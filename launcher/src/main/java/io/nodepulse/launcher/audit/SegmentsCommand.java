package io.nodepulse.launcher.audit;

import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.segment.ErasedRanges;
import io.nodepulse.audit.segment.SegmentFile;
import io.nodepulse.audit.segment.SegmentFolder;
import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.segment.SegmentFooter;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.TerminalCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Reads the segments of a folder or a bucket without any server. Exit code 0 if all are proven, 1
 * if one is not, 2 if there is nothing to read.
 */
@Command(
        name = "segments",
        header = "Checks the segments of a folder or a bucket, and prints what they hold.",
        description =
                "Reads every segment whole and computes from it what was signed. "
                        + "Exit code 1 if one is not what was signed, or if leaves are missing "
                        + "between two; 2 if there are none.")
public final class SegmentsCommand extends TerminalCommand {

    private static final String ROW = "%5s  %-25s  %-23s  %,14d  %,14d  %s%n";

    @Parameters(
            paramLabel = "DIR",
            description =
                    "The folder, nodepulse.segments.directory; or s3://BUCKET/PREFIX, with the"
                            + " credentials that the SDK of AWS finds (AWS_ACCESS_KEY_ID, …).")
    private String place = "";

    @Mixin private TrustedKeys trusted = new TrustedKeys();

    @Mixin private BucketOptions options = new BucketOptions();

    @Override
    protected int run(PrintWriter out) {
        trusted.keys();
        Tally tally = new Tally();
        try {
            if (place.startsWith(BucketOptions.SCHEME)) {
                checkBucket(tally, out);
            } else {
                checkFolder(Path.of(place), tally, out);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException("a segment cannot be read: " + e.getMessage());
        }
        if (tally.files == 0) {
            throw new BadInputException("there are no segments in " + place);
        }
        out.println(tally.proven ? "All are what was signed." : "NOT PROVEN: see above.");
        return tally.proven ? 0 : 1;
    }

    private void checkFolder(Path directory, Tally tally, PrintWriter out) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new BadInputException(directory + " is no folder");
        }
        printHead(out);
        for (int shard = 0; Files.isDirectory(SegmentFolder.path(directory, shard)); shard++) {
            tally.begin(shard);
            for (SegmentFile file : SegmentFolder.of(directory, shard).list()) {
                check(file, tally, out);
            }
            printErased(tally, out);
        }
    }

    /** One at a time, in a folder that is gone afterwards. */
    private void checkBucket(Tally tally, PrintWriter out) throws IOException {
        try (S3Bucket bucket = options.open(place);
                FetchedSegments fetched = new FetchedSegments(bucket)) {
            SortedMap<Integer, List<String>> shards = fetched.shards();
            printHead(out);
            for (Map.Entry<Integer, List<String>> shard : shards.entrySet()) {
                tally.begin(shard.getKey());
                for (String name : shard.getValue()) {
                    check(fetched.fetch(name), tally, out);
                }
                printErased(tally, out);
            }
        }
    }

    private static void printHead(PrintWriter out) {
        out.printf(
                "%5s  %-25s  %-23s  %14s  %14s%n", "SHARD", "LEAVES", "EVENTS", "NUMBER", "BYTES");
    }

    private static final class Tally {
        private int files;
        private boolean proven = true;
        private int shard;
        private long end;
        private ErasedRanges erased = new ErasedRanges();

        private void begin(int number) {
            shard = number;
            end = 0;
            erased = new ErasedRanges();
        }
    }

    private void check(SegmentFile file, Tally tally, PrintWriter out) throws IOException {
        if (file.first() != tally.end) {
            out.printf(
                    "%5d  leaves %d to %d are in none%n", tally.shard, tally.end, file.first() - 1);
            tally.proven = false;
        }
        Optional<String> wrong = trusted.wrong(file);
        print(tally.shard, file, wrong, out);
        if (wrong.isEmpty()) {
            tally.erased.take(file.open());
        }
        tally.proven &= wrong.isEmpty();
        tally.files++;
        tally.end = file.end();
    }

    /** A segment alone may claim it; that an event says so is proven with the shard's others. */
    private static void printErased(Tally tally, PrintWriter out) {
        for (ErasedRanges.Range range : tally.erased.all()) {
            out.printf(
                    "%5d  events %d to %d: %s%n", tally.shard, range.first(), range.last(), range);
            tally.proven &= range.by().isPresent();
        }
    }

    private static void print(int shard, SegmentFile file, Optional<String> wrong, PrintWriter out)
            throws IOException {
        String leaves = file.first() + "-" + (file.end() - 1);
        String verdict = wrong.map(reason -> "NOT PROVEN: " + reason).orElse("proven");
        try {
            SegmentFooter footer = file.open().footer();
            String events =
                    footer.summary().firstSequence() + "-" + footer.summary().lastSequence();
            out.printf(
                    ROW,
                    shard,
                    leaves,
                    events,
                    footer.summary().events(),
                    Files.size(file.path()),
                    verdict);
        } catch (MalformedSegmentException e) {
            out.printf(ROW, shard, leaves, "-", 0, Files.size(file.path()), verdict);
        }
        out.flush();
    }
}
