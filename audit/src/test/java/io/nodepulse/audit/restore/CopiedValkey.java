package io.nodepulse.audit.restore;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A Valkey that can be put back to older copies of what it has on disk, under its port. */
public final class CopiedValkey implements AutoCloseable {

    private final Path folder;
    private final ValkeyOptions options;
    private ValkeyServer server;

    public CopiedValkey(Path folder) {
        this.folder = folder;
        this.options = ValkeyOptions.in(folder.resolve("data")).withPort(Loopback.freePort());
        this.server = ValkeyServer.start(options);
    }

    public String uri() {
        return server.uri();
    }

    /** Keeps a copy of that name; Valkey is restarted for it. */
    public void backUp(String copy) {
        server.close();
        replace(folder.resolve("data"), folder.resolve(copy));
        server = ValkeyServer.start(options);
    }

    /** Starts it on that copy. */
    public void bringBack(String copy) {
        server.killHard();
        replace(folder.resolve(copy), folder.resolve("data"));
        server = ValkeyServer.start(options);
    }

    private static void replace(Path from, Path to) {
        try {
            FileSystemUtils.deleteRecursively(to);
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
