package io.nodepulse.launcher.export;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.api.ProgressBar;
import io.nodepulse.launcher.audit.TrustedKeys;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An export from the first look at the segments to the last word about it. Used once.
 *
 * @param stock the segments
 * @param span of these times
 * @param servers of these servers, by name or id; of all if empty
 * @param folder where files go
 * @param skipExisting whether those that are there stay as they are; else they are an error
 * @param trusted who must have signed
 * @param out the terminal
 */
record ExportRun(
        SegmentStock stock,
        TimeSpan span,
        List<String> servers,
        Path folder,
        boolean skipExisting,
        TrustedKeys trusted,
        PrintWriter out) {

    /** The exit code. */
    int run() throws IOException {
        StockCheck check = new StockCheck(stock);
        NamedServers names = check.names();
        boolean readable = check.damage().isEmpty();
        AskedSamples asked = new AskedSamples(span, readable ? names.servers(servers) : Set.of());
        if (readable && !skipExisting) {
            refuse(check.written(asked, folder));
        }
        prove(check);
        if (!check.damage().isEmpty()) {
            check.damage().forEach(each -> out.println("NOT PROVEN: " + each));
            out.println("Nothing was written.");
            return 1;
        }
        report(write(asked, names));
        return stock.gaps().isEmpty() ? 0 : 1;
    }

    private static void refuse(Optional<Path> written) {
        if (written.isPresent()) {
            throw new BadInputException(
                    "%s is there already: take another folder, or leave it with --skip-existing"
                            .formatted(written.get()));
        }
    }

    private void prove(StockCheck check) throws IOException {
        ProgressBar bar = new ProgressBar(out);
        long total = stock.bytes(span);
        check.prove(span, trusted, done -> bar.show(done, total, "bytes checked"));
        bar.end();
    }

    private SampleExport.Result write(AskedSamples asked, NamedServers names) throws IOException {
        long total = 0;
        for (StockedSegment segment : stock.of(span)) {
            total += asked.samples(segment);
        }
        long all = total;
        if (all == 0) {
            throw new BadInputException("there are no such samples in these segments");
        }
        try (ExportLock lock = ExportLock.of(folder)) {
            ProgressBar bar = new ProgressBar(out);
            SampleExport.Result result =
                    new SampleExport(stock, asked, names, folder)
                            .run(done -> bar.show(done, all, "samples"));
            bar.end();
            return result;
        }
    }

    private void report(SampleExport.Result result) {
        out.printf(
                "Written: %,d samples in %,d files, %,d bytes.%n",
                result.samples(), result.files(), result.bytes());
        if (result.skipped() > 0) {
            out.printf("There already: %,d files.%n", result.skipped());
        }
        if (!trusted.given()) {
            out.println("Who signed the segments was not looked at: no --key was given.");
        }
        stock.gaps().forEach(gap -> out.println("MISSING: " + gap));
    }
}
