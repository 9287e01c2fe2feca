package io.nodepulse.access.listener;

import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tomcat's HTTP/1.1 with a deadline for the whole head of a request and a bound on the connections
 * of one address. Tomcat's own timeout is for each read, so one byte now and then keeps a
 * connection for ever, and with some thousand of them nobody else gets in. Tomcat makes one by its
 * class; it does nothing of its own until it has a guard. Thread-safe.
 */
public final class GuardedProtocol extends Http11NioProtocol {

    private static final long SWEEP_MS = 500;

    private final GuardedEndpoint guarded;
    private volatile @Nullable ConnectionGuard guard;
    private @Nullable ScheduledFuture<?> sweeping;

    public GuardedProtocol() {
        this(new GuardedEndpoint());
    }

    private GuardedProtocol(GuardedEndpoint endpoint) {
        super(endpoint);
        this.guarded = endpoint;
    }

    /** To be called before it starts. */
    void guardBy(ConnectionGuard asked) {
        guard = asked;
        guarded.guardBy(asked);
    }

    @Override
    public void setAdapter(Adapter adapter) {
        ConnectionGuard asked = guard;
        super.setAdapter(asked == null ? adapter : asked.watching(adapter));
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeping =
                getUtilityExecutor()
                        .scheduleWithFixedDelay(
                                guarded::closeOverdue, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        super.stop();
    }
}
