package io.nodepulse.launcher.up;

import io.nodepulse.agent.AgentMain;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the agent of this machine is run: its configuration file and its command line. */
public final class AgentConfiguration {

    /** As on every monitored server, where memory counts. */
    private static final List<String> SMALL_JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xms4m",
                    "-Xmx16m",
                    "-Xss256k",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ReservedCodeCacheSize=8m",
                    "-XX:MaxMetaspaceSize=24m",
                    "-XX:-UsePerfData",
                    "-XX:+DisableAttachMechanism",
                    "--enable-native-access=ALL-UNNAMED");

    private static final List<String> SECTIONS =
            List.of(
                    "NODEPULSE_SERVER_",
                    "NODEPULSE_AGENT_",
                    "NODEPULSE_EXPORTERS_",
                    "NODEPULSE_BUFFER_",
                    "NODEPULSE_LOGGING_");

    private AgentConfiguration() {}

    /**
     * The file, in the form that servers have it.
     *
     * @param home for its buffer
     * @param address of the page, which is also where it pushes to
     */
    static String text(Path home, String address, UUID serverId, Path tokenFile) {
        return """
               server:
                 endpoint: %smetrics/prometheus
                 token_file: '%s'
               agent:
                 server_id: %s
                 interval: 5s
                 metrics_address: 127.0.0.1:0
               buffer:
                 path: '%s'
               """
                .formatted(address, quoted(tokenFile), serverId, quoted(home.resolve("buffer")));
    }

    /** Runs on the JDK that this runs on. */
    public static List<String> command(Path configuration) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_JVM);
        command.addAll(List.of("-cp", program().toString(), AgentMain.class.getName()));
        command.addAll(List.of("--config", configuration.toString()));
        return command;
    }

    /** Its settings among our variables, as it names them; none of ours, tokens above all. */
    static Map<String, String> environment(Map<String, String> ours) {
        Map<String, String> its = new HashMap<>(ours);
        its.keySet().removeIf(name -> SECTIONS.stream().noneMatch(name::startsWith));
        return its;
    }

    /** The agent's jar, or its classes where nothing is packed. */
    private static Path program() {
        try {
            return Path.of(
                    AgentMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}
