package io.nodepulse.query.live;

import io.nodepulse.access.scope.VisibleServers;
import io.nodepulse.query.feed.ScrapeListener;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.KnownServers;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * Everybody who watches. When the projections are not heard, all streams end: a watcher then polls,
 * and comes back when there is something to hear. Thread-safe.
 */
public final class LiveStreams implements ScrapeListener, SmartLifecycle {

    @JsonNaming(SnakeCaseStrategy.class)
    record ServerScraped(Instant asOf) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record AnyServerScraped(UUID serverId, Instant asOf) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ServerChanged(UUID serverId) {}

    private final KnownServers servers;
    private final Duration heartbeat;
    private final Map<LiveStream, IntPredicate> streams = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable ScheduledExecutorService beats;

    public LiveStreams(KnownServers servers, Duration heartbeat) {
        this.servers = servers;
        this.heartbeat = heartbeat;
    }

    SseEmitter of(KnownServer server, VisibleServers visible, BooleanSupplier mayRead) {
        return open(
                new LiveStream(
                        senders,
                        (key, asOf) -> new ServerScraped(asOf),
                        this::change,
                        new WatchedServers(visible, servers::idOf).knowing(server.key()),
                        mayRead),
                key -> key == server.key());
    }

    SseEmitter ofAll(VisibleServers visible, BooleanSupplier mayRead) {
        return open(
                new LiveStream(
                        senders,
                        (key, asOf) -> new AnyServerScraped(servers.idOf(key), asOf),
                        this::change,
                        new WatchedServers(visible, servers::idOf),
                        mayRead),
                key -> true);
    }

    private ServerChanged change(int serverKey) {
        return new ServerChanged(servers.idOf(serverKey));
    }

    private SseEmitter open(LiveStream stream, IntPredicate wanted) {
        SseEmitter emitter = stream.emitter();
        emitter.onCompletion(() -> streams.remove(stream));
        emitter.onError(problem -> streams.remove(stream));
        streams.put(stream, wanted);
        stream.beat();
        return emitter;
    }

    int count() {
        return streams.size();
    }

    @Override
    public void scraped(String projection, int serverKey, long asOfMillis) {
        tell(serverKey, stream -> stream.scraped(serverKey, asOfMillis));
    }

    @Override
    public void changed(int serverKey) {
        tell(serverKey, stream -> stream.changed(serverKey));
    }

    private void tell(int serverKey, Consumer<LiveStream> news) {
        streams.forEach(
                (stream, wanted) -> {
                    if (wanted.test(serverKey)) {
                        news.accept(stream);
                    }
                });
    }

    @Override
    public void unheard() {
        streams.keySet().forEach(LiveStream::close);
    }

    @Override
    public void start() {
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("live-heartbeat").factory());
        timer.scheduleAtFixedRate(
                () -> streams.keySet().forEach(LiveStream::beat),
                heartbeat.toMillis(),
                heartbeat.toMillis(),
                TimeUnit.MILLISECONDS);
        beats = timer;
    }

    /** Ends before the web server, which would wait for open streams. */
    @Override
    public void stop() {
        ScheduledExecutorService timer = beats;
        if (timer != null) {
            timer.shutdownNow();
            beats = null;
        }
        unheard();
    }

    @Override
    public boolean isRunning() {
        return beats != null;
    }
}
