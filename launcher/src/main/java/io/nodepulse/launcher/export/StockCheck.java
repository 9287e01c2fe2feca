package io.nodepulse.launcher.export;

import io.nodepulse.events.segment.MalformedSegmentException;
import io.nodepulse.events.wire.MalformedEntryException;
import io.nodepulse.launcher.audit.TrustedKeys;
import io.nodepulse.launcher.export.StockedSegment.Block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Looks at segments before anything is made of them. Not thread-safe; used once. */
final class StockCheck {

    private final SegmentStock stock;
    private final List<String> damage;

    StockCheck(SegmentStock stock) {
        this.stock = stock;
        this.damage = new ArrayList<>(stock.damage());
    }

    /** What was found so far: for a person, each with the file that is concerned. */
    List<String> damage() {
        return damage;
    }

    /** What servers are called, by segments of any time. */
    NamedServers names() throws IOException {
        NamedServers names = new NamedServers();
        for (List<StockedSegment> shard : stock.shards()) {
            for (StockedSegment segment : shard) {
                try {
                    names.learn(segment);
                } catch (MalformedSegmentException | MalformedEntryException e) {
                    damage.add("%s: %s".formatted(segment.file().path(), e.getMessage()));
                }
            }
        }
        return names;
    }

    /**
     * Reads the segments of these times whole, and compares them with what was signed. Where no key
     * is given, nobody asks by whom.
     *
     * @param progress told the bytes of those that were read
     */
    void prove(TimeSpan span, TrustedKeys trusted, LongConsumer progress) throws IOException {
        long read = 0;
        for (StockedSegment segment : stock.of(span)) {
            wrong(segment, trusted)
                    .ifPresent(why -> damage.add("%s: %s".formatted(segment.file().path(), why)));
            read += Files.size(segment.file().path());
            progress.accept(read);
        }
    }

    private static Optional<String> wrong(StockedSegment segment, TrustedKeys trusted)
            throws IOException {
        try {
            return trusted.given() ? trusted.wrong(segment.file()) : segment.file().mismatch();
        } catch (NoSuchFileException e) {
            return Optional.of("%s is not there".formatted(e.getMessage()));
        }
    }

    /** A file of what is asked for that is in the folder already. */
    Optional<Path> written(AskedSamples asked, Path folder) throws IOException {
        for (StockedSegment segment : stock.of(asked.span())) {
            for (Block block : asked.blocks(segment, asked.span())) {
                Optional<Path> file =
                        Partition.days(block, asked.span())
                                .map(day -> new Partition(day, block.entry().serverId()).in(folder))
                                .filter(Files::exists)
                                .findFirst();
                if (file.isPresent()) {
                    return file;
                }
            }
        }
        return Optional.empty();
    }
}
