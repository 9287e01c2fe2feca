package io.nodepulse.trials;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The option that says where a trial keeps the data of its system. */
public final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "Default: a temporary folder.")
    private @Nullable Path data;

    /**
     * The folder, which is there then.
     *
     * @param prefix of the name of a temporary one
     */
    public Path folder(String prefix) throws IOException {
        return data == null ? Files.createTempDirectory(prefix) : Files.createDirectories(data);
    }
}
