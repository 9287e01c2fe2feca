package io.nodepulse.trials.torture;

import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.Relay;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** An engine that the services reach over a wire, which can be cut. */
abstract class WiredPart implements Part, Closeable {

    private final Optional<SmallDisk> disk;
    private final AtomicReference<Flow> flow = new AtomicReference<>(Flow.OPEN);
    private final Relay wire;

    /**
     * @param port where the engine listens
     */
    WiredPart(Optional<SmallDisk> disk, int port) throws IOException {
        this.disk = disk;
        this.wire = Relay.to(port, flow::get);
    }

    /** The end of the wire that the services connect to. */
    final int wirePort() {
        return wire.port();
    }

    @Override
    public final void cut() {
        wire.reset();
    }

    /** Lets it carry on, nothing, or nobody, until it is told otherwise. */
    final void set(Flow next) {
        flow.set(next);
        wire.obey();
    }

    @Override
    public final Optional<SmallDisk> disk() {
        return disk;
    }

    /** Ends the engine. */
    abstract void end() throws IOException;

    @Override
    public final void close() throws IOException {
        wire.close();
        end();
    }
}
