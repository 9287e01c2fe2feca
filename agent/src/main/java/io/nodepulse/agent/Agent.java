package io.nodepulse.agent;

import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.config.AgentConfig;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.http.TlsSockets;
import io.nodepulse.agent.push.PushTarget;
import io.nodepulse.agent.push.Pusher;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.self.AgentStats;
import io.nodepulse.agent.self.LoopbackServer;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

/**
 * The running agent under one configuration: a thread per exporter, one that pushes, the buffer
 * between them. Started and stopped by the main thread.
 */
final class Agent {

    private static final Duration EXPORTER_GRACE = Duration.ofMillis(500);
    private static final Duration PUSH_GRACE = Duration.ofSeconds(2);
    private static final Duration LAST_GRACE = Duration.ofMillis(500);

    private final AgentConfig config;
    private final ScrapeBuffer buffer;
    private final Pusher pusher;
    private final Thread pushThread;
    private final List<RunningExporter> exporters = new ArrayList<>();
    private final HttpConnection serverConnection;
    private final @Nullable LoopbackServer self;

    private Agent(AgentConfig config, AgentStats stats, ScrapeBuffer buffer) throws IOException {
        this.config = config;
        this.buffer = buffer;
        AgentConfig.Server server = config.server();
        HttpTarget target = server.endpoint().withQuery("server_id", config.serverId());
        serverConnection = new HttpConnection(target, target.tls() ? tls(server) : null);
        pusher =
                new Pusher(
                        buffer,
                        new PushTarget(target, server.tokenFile()),
                        serverConnection,
                        server.timeout(),
                        config.buffer().batchSize(),
                        stats.push());
        pushThread = new Thread(pusher, "push");
        for (AgentConfig.Exporter exporter : config.exporters()) {
            ExporterStats counters = stats.exporter(exporter.kind());
            exporters.add(new RunningExporter(config, exporter, buffer, counters));
        }
        self = serveSelf(config, stats);
    }

    /** A taken port must not keep the agent from its work. */
    private static @Nullable LoopbackServer serveSelf(AgentConfig config, AgentStats stats) {
        AgentConfig.Listen address = config.metrics();
        if (address == null) {
            return null;
        }
        try {
            return LoopbackServer.start(config, address, stats);
        } catch (IOException e) {
            Log.warn("no self metrics", "port", address.port(), "reason", e.getMessage());
            return null;
        }
    }

    private static SSLSocketFactory tls(AgentConfig.Server server) throws IOException {
        return TlsSockets.of(server.caFile(), server.certificate(), server.key());
    }

    /**
     * Starts under that configuration.
     *
     * @throws IOException where the buffer or a TLS file cannot be used
     */
    static Agent start(AgentConfig config, AgentStats stats) throws IOException {
        AgentConfig.Buffer settings = config.buffer();
        ScrapeBuffer buffer =
                new ScrapeBuffer(
                        settings.path().toFile(),
                        settings.maxBytes(),
                        settings.retention(),
                        stats.buffer());
        try {
            Agent agent = new Agent(config, stats, buffer);
            agent.pushThread.start();
            for (RunningExporter exporter : agent.exporters) {
                exporter.start();
            }
            return agent;
        } catch (IOException e) {
            buffer.close();
            throw e;
        }
    }

    AgentConfig config() {
        return config;
    }

    /** Ends exchanges that take longer than they may; to be called several times a minute. */
    void closeOverdue() {
        long now = System.nanoTime();
        serverConnection.closeIfOverdue(now);
        for (RunningExporter exporter : exporters) {
            exporter.closeIfOverdue(now);
        }
    }

    /**
     * Stops within five seconds: no new scrapes, what is in memory to the server if it answers, the
     * rest to disk.
     */
    void stop() throws InterruptedException {
        if (self != null) {
            self.close();
        }
        for (RunningExporter exporter : exporters) {
            exporter.stop();
        }
        for (RunningExporter exporter : exporters) {
            exporter.join(EXPORTER_GRACE.toMillis());
        }
        pusher.stop(PUSH_GRACE);
        pushThread.join(PUSH_GRACE.toMillis());
        serverConnection.closeNow();
        pushThread.join(LAST_GRACE.toMillis());
        buffer.close();
    }
}
