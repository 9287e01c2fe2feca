package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.Relay;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Valkey on its own, with the wire over which the services reach it. */
final class ValkeyPart implements Part, Closeable {

    static final int DISK_MEGABYTES = 256;

    private final Optional<SmallDisk> disk;
    private final ValkeyOptions options;
    private final Relay wire;
    private ValkeyServer server;

    private ValkeyPart(Optional<SmallDisk> disk, ValkeyOptions options) throws IOException {
        this.disk = disk;
        this.options = options;
        this.wire = Relay.to(options.port());
        this.server = ValkeyServer.start(options);
    }

    static ValkeyPart start(Path home, Optional<SmallDisk> disk) throws IOException {
        return new ValkeyPart(disk, ValkeyOptions.in(home).withPort(Loopback.freePort()));
    }

    /** Over the wire. */
    String uri() {
        return "redis://%s:%d".formatted(Loopback.HOST, wire.port());
    }

    @Override
    public void kill() {
        server.killHard();
        server = ValkeyServer.start(options);
    }

    @Override
    public void cut() {
        wire.reset();
    }

    @Override
    public List<Long> processes() {
        return Processes.running(List.of(server.pid()));
    }

    @Override
    public Optional<SmallDisk> disk() {
        return disk;
    }

    @Override
    public void close() throws IOException {
        wire.close();
        server.close();
    }
}
