package io.nodepulse.trials.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

class FolderWatchTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir Path folder;

    /** As a segment is made, in a folder that is made for it. */
    @Test
    void eachMomentIsToldWithItsFile() throws IOException, InterruptedException {
        Path shard = folder.resolve("shard-0");
        Path next = shard.resolve("0-9.segment.next");
        try (FolderWatch begun = FolderWatch.on(folder)) {
            Files.createDirectory(shard);
            Files.createFile(next);
            assertThat(begun.await(Moment.BEGUN, LONG)).contains(next);
        }
        try (FolderWatch written = FolderWatch.on(folder);
                FolderWatch proven = FolderWatch.on(folder);
                FolderWatch named = FolderWatch.on(folder)) {
            assertThat(written.await(Moment.WRITTEN, Duration.ZERO)).isEmpty();

            Files.writeString(next, "some of it");
            assertThat(written.await(Moment.WRITTEN, LONG)).contains(next);

            Path proof = shard.resolve("0-9.proof");
            Files.writeString(shard.resolve("0-9.proof.next"), "a proof");
            Files.move(shard.resolve("0-9.proof.next"), proof, StandardCopyOption.ATOMIC_MOVE);
            assertThat(proven.await(Moment.PROVEN, LONG)).contains(proof);

            Path segment = shard.resolve("0-9.segment");
            Files.move(next, segment, StandardCopyOption.ATOMIC_MOVE);
            assertThat(named.await(Moment.NAMED, LONG)).contains(segment);
            assertThat(named.await(Moment.NOTED, Duration.ZERO)).isEmpty();
        }
    }
}
