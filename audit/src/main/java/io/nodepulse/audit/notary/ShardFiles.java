package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.LeafSearch;
import io.nodepulse.audit.merkle.Tiles;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the notary keeps of one shard.
 *
 * <pre>
 * tile/, sequence/  the tree, see Tiles
 * checkpoints       every signed checkpoint; its newest one says how long the tree is
 * cosignatures      what witnesses answered
 * epochs            a line per run of leaves of one epoch: first leaf, epoch, after, first, lost, time
 * losses            a line per range of events that went with an epoch: first, last, epoch, time
 * state             began: what retention had removed when the tree began;
 *                   retired: up to where this service let it remove scrapes since
 * </pre>
 *
 * Whatever reaches beyond the newest checkpoint is from a round that did not end and is cut off.
 * One thread writes at a time.
 */
final class ShardFiles {

    private final Path folder;
    private final Tiles tiles;
    private final CheckpointFile checkpoints;
    private final List<EpochRun> runs = new ArrayList<>();
    private long began;
    private volatile long retired;

    private ShardFiles(Path folder, Tiles tiles, CheckpointFile checkpoints) {
        this.folder = folder;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
    }

    /**
     * The files in that folder, which is made if it is not there.
     *
     * @param trimmed what retention has removed by now, for a tree that begins
     */
    static ShardFiles open(Path folder, long trimmed) {
        try {
            if (PrivateFolder.make(folder)) {
                DurableFile.forceName(folder);
            }
            CheckpointFile checkpoints = new CheckpointFile(folder);
            long size = checkpoints.newest().map(note -> Checkpoint.of(note).size()).orElse(0L);
            ShardFiles files = new ShardFiles(folder, Tiles.open(folder, size), checkpoints);
            files.readState(trimmed);
            files.readRuns(size);
            return files;
        } catch (IOException e) {
            throw new NotaryException(
                    "the tree in " + folder + " is damaged: " + e.getMessage(), e);
        }
    }

    private void readState(long trimmed) throws IOException {
        Path file = folder.resolve("state");
        if (!Files.exists(file)) {
            began = trimmed;
            retired = trimmed;
            writeState(trimmed);
            return;
        }
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(" ", 2);
            switch (parts[0]) {
                case "began" -> began = Long.parseLong(parts[1]);
                case "retired" -> retired = Long.parseLong(parts[1]);
                default -> throw new NotaryException(file + " has an unknown line: " + line);
            }
        }
    }

    private void writeState(long mayBeGone) {
        DurableFile.replace(
                folder.resolve("state"), "began " + began + "\nretired " + mayBeGone + "\n");
    }

    private void readRuns(long size) throws IOException {
        Path file = folder.resolve("epochs");
        if (Files.exists(file)) {
            Files.readAllLines(file).stream()
                    .map(EpochRun::parse)
                    .filter(run -> run.firstLeaf() < size)
                    .forEach(runs::add);
        }
    }

    Tiles tiles() {
        return tiles;
    }

    CheckpointFile checkpoints() {
        return checkpoints;
    }

    /** How many leaves the newest checkpoint covers; the tiles may be ahead of it for a moment. */
    long signedSize() {
        return checkpoints.newest().map(note -> Checkpoint.of(note).size()).orElse(0L);
    }

    /** Sequence up to which only what is kept for ever was there when the tree began. */
    long began() {
        return began;
    }

    /** Sequence up to which this service let retention remove scrapes. */
    long retired() {
        return retired;
    }

    /** Lets retention remove scrapes up to that sequence; on disk when it returns. */
    void retire(long through) {
        if (through > retired) {
            writeState(through);
            retired = through;
        }
    }

    synchronized List<EpochRun> runs() {
        return List.copyOf(runs);
    }

    /** Forgets runs of which no leaf came to be in the tree, as a start does. */
    synchronized void dropRunsFrom(long leaf) {
        runs.removeIf(run -> run.firstLeaf() >= leaf);
    }

    /** Writes down that a run of leaves begins, before any of them. */
    synchronized void begin(EpochRun run) {
        List<EpochRun> all = new ArrayList<>(runs);
        all.add(run);
        StringBuilder lines = new StringBuilder();
        StringBuilder losses = new StringBuilder();
        for (EpochRun each : all) {
            lines.append(each.line()).append('\n');
            if (each.lostEvents()) {
                losses.append(
                        "%d %d %016x %s%n"
                                .formatted(each.after() + 1, each.lost(), each.epoch(), each.at()));
            }
        }
        DurableFile.replace(folder.resolve("epochs"), lines.toString());
        DurableFile.replace(folder.resolve("losses"), losses.toString());
        runs.add(run);
    }

    void sign(SignedNote note) {
        checkpoints.append(note);
    }

    /** Index of the leaf that holds the event of that sequence, among the first {@code size}. */
    OptionalLong find(long sequence, long size) {
        List<EpochRun> all = runs();
        long end = size;
        for (EpochRun run : all.reversed()) {
            if (run.firstLeaf() < size) {
                if (run.first() <= sequence) {
                    return new LeafSearch(tiles).find(sequence, run.firstLeaf(), end);
                }
                end = run.firstLeaf();
            }
        }
        return OptionalLong.empty();
    }

    /** Removes the tiles that retention has passed; nothing is proven of what was in them. */
    void prune(long trimmed) {
        tiles.prune(Math.min(trimmed, retired), signedSize());
    }

    Optional<SignedNote> newest() {
        return checkpoints.newest();
    }
}
