package io.nodepulse.agent.config;

import io.nodepulse.agent.http.Credentials;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.process.GroupRule;
import io.nodepulse.agent.process.LargestSettings;
import io.nodepulse.agent.process.ProcFigures;
import io.nodepulse.agent.telemetry.Log;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole configuration, checked. */
public record AgentConfig(
        Server server,
        String serverId,
        @Nullable Listen metrics,
        List<Exporter> exporters,
        Buffer buffer,
        Log.Level level) {

    /**
     * The ingest endpoint.
     *
     * @param timeout for one request, from its first byte to the answer's last
     * @param tokenFile holds the agent's token; null sends none
     * @param caFile certificates to trust; null trusts those of the Java runtime
     * @param certificate own certificate for mutual TLS, or null
     * @param key its private key, or null
     */
    public record Server(
            HttpTarget endpoint,
            Duration timeout,
            @Nullable Path tokenFile,
            @Nullable Path caFile,
            @Nullable Path certificate,
            @Nullable Path key) {}

    /** The loopback address of the agent's own metrics; port 0 takes a free one. */
    public record Listen(String host, int port) {}

    /** Where an exporter's figures come from. */
    public enum Source {
        /** The exporter where a trusted one answers the first scrape, otherwise /proc. */
        AUTO,
        /** The agent's own reader of /proc. */
        PROCFS,
        /** The exporter's pages. */
        HTTP
    }

    /**
     * One exporter.
     *
     * @param endpoint where its pages are; unused with {@link Source#PROCFS}
     * @param trustedUsers names or numbers of accounts that may answer at a loopback address,
     *     besides root and the agent's own; empty where everybody may
     * @param access what it takes to be let in there
     * @param fallBackAfter how long the exporter may fail before the agent goes on with /proc; zero
     *     for ever
     * @param procFigures what is read beside {@code stat} where processes come from /proc
     * @param largest what is sent of the processes behind the groups where they come from /proc
     * @param groups rules that rename process groups; empty for node_exporter
     * @param maxGroups how many process groups are kept apart
     */
    public record Exporter(
            ExporterKind kind,
            Source source,
            HttpTarget endpoint,
            List<String> trustedUsers,
            Access access,
            Duration interval,
            Duration timeout,
            Duration fallBackAfter,
            ProcFigures procFigures,
            LargestSettings largest,
            List<GroupRule> groups,
            int maxGroups) {}

    /**
     * How an exporter's endpoint is entered.
     *
     * @param credentials who asks; null says nothing
     * @param caFile certificates to trust; null trusts those that the server's endpoint is checked
     *     against
     * @param certificate own certificate for mutual TLS, or null
     * @param key its private key, or null
     */
    public record Access(
            @Nullable Credentials credentials,
            @Nullable Path caFile,
            @Nullable Path certificate,
            @Nullable Path key) {}

    /**
     * The buffer.
     *
     * @param path its folder
     * @param retention what is older is dropped
     * @param maxBytes on disk; what is beyond drops the oldest
     * @param batchSize most scrapes in one request
     */
    public record Buffer(Path path, Duration retention, long maxBytes, int batchSize) {}
}
