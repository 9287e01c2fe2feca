package io.nodepulse.trials.torture;

import io.nodepulse.audit.segment.SegmentFile;
import io.nodepulse.audit.segment.SegmentFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The segments that a run left.
 *
 * @param files how many
 * @param events in those that are proven
 * @param unproven what is wrong with the others
 */
record KeptSegments(int files, long events, List<String> unproven) {

    static KeptSegments in(Path directory) throws IOException {
        int files = 0;
        long events = 0;
        List<String> unproven = new ArrayList<>();
        for (int shard = 0; Files.isDirectory(SegmentFolder.path(directory, shard)); shard++) {
            for (SegmentFile file : SegmentFolder.of(directory, shard).list()) {
                files++;
                Optional<String> mismatch = file.mismatch();
                if (mismatch.isEmpty()) {
                    events += file.open().footer().summary().events();
                } else {
                    unproven.add("%s: %s".formatted(file.path(), mismatch.get()));
                }
            }
        }
        return new KeptSegments(files, events, unproven);
    }

    @Override
    public String toString() {
        return unproven.isEmpty()
                ? "%d with %d events, all proven".formatted(files, events)
                : "NOT PROVEN: " + String.join("; ", unproven);
    }
}
