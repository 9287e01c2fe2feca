package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.trials.bench.load.GeneratedFleet;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** Bytes that a sample takes, all included, of few servers with some hours of history each. */
record SizeBenchmark(BenchSystem system, Effort effort, Report report) {

    private static final double GOAL = 10;

    private static final String BYTES_OF_TABLES =
            """
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
            FROM pg_class c
            WHERE c.relnamespace = 'admiral'::regnamespace AND c.relkind = 'r'
              AND c.relname SIMILAR TO '%s'""";

    void run(long seed) throws InterruptedException, SQLException, IOException {
        long emptyBytes = usedMemory();
        long emptyLog = logBytes();
        long samples = (long) effort.sizedServers() * effort.sizedScrapes() * GeneratedFleet.GROUPS;
        LoadedSystem loaded =
                new LoadedSystem(
                        system,
                        effort.sizedServers(),
                        seed,
                        GeneratedFleet.INTERVAL.multipliedBy(effort.sizedScrapes() + 1L),
                        report);
        loaded.fill(samples);
        long events = Lag.now(system.api()).projected();
        double memory = (double) (usedMemory() - emptyBytes) / events;
        report.figure("samples", events, "samples");
        report.figure("Valkey, memory", memory, "bytes");
        report.figure(
                "Valkey, append-only file", (double) (logBytes() - emptyLog) / events, "bytes");
        report.figure(
                "PostgreSQL, raw scrapes",
                (double) bytes("process\\_scrapes\\_%") / events,
                "bytes");
        report.figure(
                "PostgreSQL, buckets of time",
                (double) bytes("process\\_(minutes|tens|hours|days)\\_%") / events,
                "bytes");
        double everything = (double) bytes("%") / events;
        report.figure("PostgreSQL, everything", everything, "bytes", Goal.atMost(GOAL));
    }

    private long usedMemory() {
        Config config = new Config();
        config.useSingleServer().setAddress(system.valkeyUri());
        RedissonClient redisson = Redisson.create(config);
        try {
            return Long.parseLong(
                    redisson.getRedisNodes(RedisNodes.SINGLE)
                            .getInstance()
                            .info(InfoSection.MEMORY)
                            .getOrDefault("used_memory_dataset", "0"));
        } finally {
            redisson.shutdown();
        }
    }

    private long logBytes() throws IOException {
        try (Stream<Path> files = Files.walk(system.valkeyFolder().resolve("appendonlydir"))) {
            return files.filter(Files::isRegularFile).mapToLong(SizeBenchmark::bytes).sum();
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tables, indexes and TOAST of the read model whose names are like that. */
    private long bytes(String pattern) throws SQLException {
        try (Connection connection = DriverManager.getConnection(system.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet sum = statement.executeQuery(BYTES_OF_TABLES.formatted(pattern))) {
            sum.next();
            return sum.getLong(1);
        }
    }
}
