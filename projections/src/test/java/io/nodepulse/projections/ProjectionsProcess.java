package io.nodepulse.projections;

import io.nodepulse.embedded.BriefJvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The projections in a JVM of their own, which a test can kill. */
public final class ProjectionsProcess implements AutoCloseable {

    private final Process process;

    private ProjectionsProcess(Process process) {
        this.process = process;
    }

    /** Starts it; it keeps everything and takes a free web port. */
    public static ProjectionsProcess start(String jdbcUrl, String valkeyUri, String namespace)
            throws IOException {
        List<String> command = BriefJvm.command();
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProjectionsApplication.class.getName(),
                        "--spring.datasource.url=" + jdbcUrl,
                        "--spring.datasource.hikari.connection-timeout=2000",
                        "--spring.datasource.hikari.maximum-pool-size=14",
                        "--spring.datasource.hikari.minimum-idle=1",
                        "--nodepulse.valkey.uri=" + valkeyUri,
                        "--nodepulse.valkey.namespace=" + namespace,
                        "--nodepulse.retention=0",
                        "--nodepulse.admin.token=" + RunningProjections.ADMIN_TOKEN,
                        "--server.port=0",
                        "--server.address=127.0.0.1"));
        return new ProjectionsProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(namespace)))
                        .start());
    }

    /** Stays where the reports of the tests are, for who wants to know why one failed. */
    private static File log(String namespace) throws IOException {
        Path reports = Files.createDirectories(Path.of("target", "surefire-reports"));
        return reports.resolve("projections-of-" + namespace + ".log").toFile();
    }

    /** As kill -9 does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
