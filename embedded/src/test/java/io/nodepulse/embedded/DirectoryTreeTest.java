package io.nodepulse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DirectoryTreeTest {

    private static final int DIRECTORIES = 50;
    private static final int FILES = 40;
    private static final int DELETERS = 8;

    @TempDir private Path folder;

    @Test
    void deletesWhatIsThereAndLeavesWhatALinkNames() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "text");
        Path root = tree();
        Files.createSymbolicLink(root.resolve("link"), folder);
        DirectoryTree.delete(root);
        assertThat(root).doesNotExist();
        assertThat(kept).exists();
        DirectoryTree.delete(root);
    }

    @Test
    void severalMayDeleteItAtOnce() throws Exception {
        Path root = tree();
        Callable<Void> deleting =
                () -> {
                    DirectoryTree.delete(root);
                    return null;
                };
        List<Future<Void>> all = new ArrayList<>();
        try (ExecutorService deleters = Executors.newFixedThreadPool(DELETERS)) {
            for (int i = 0; i < DELETERS; i++) {
                all.add(deleters.submit(deleting));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        }
        assertThat(root).doesNotExist();
    }

    private Path tree() throws IOException {
        Path root = folder.resolve("root");
        for (int i = 0; i < DIRECTORIES; i++) {
            Path directory = Files.createDirectories(root.resolve("d" + i));
            for (int k = 0; k < FILES; k++) {
                Files.writeString(directory.resolve("f" + k), "text");
            }
        }
        return root;
    }
}
