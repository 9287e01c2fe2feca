package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Valkey on its own, with the wire over which the services reach it. */
final class ValkeyPart extends WiredPart {

    static final int DISK_MEGABYTES = 256;

    private final ValkeyOptions options;
    private ValkeyServer server;

    private ValkeyPart(Optional<SmallDisk> disk, ValkeyOptions options) throws IOException {
        super(disk, options.port());
        this.options = options;
        this.server = ValkeyServer.start(options);
    }

    static ValkeyPart start(Path home, Optional<SmallDisk> disk) throws IOException {
        return new ValkeyPart(
                disk, ValkeyOptions.in(home).withPassword().withPort(Loopback.freePort()));
    }

    /** Over the wire. */
    String uri() {
        return "redis://%s:%d".formatted(Loopback.HOST, wirePort());
    }

    String password() {
        return server.password();
    }

    @Override
    public void kill() {
        server.killHard();
        server = ValkeyServer.start(options);
    }

    @Override
    public List<Long> processes() {
        return Processes.running(List.of(server.pid()));
    }

    @Override
    void end() {
        server.close();
    }
}
