package io.nodepulse.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the agent was asked to do.
 *
 * @param action what to do
 * @param config the configuration file
 * @param flags settings by key, for example {@code server.endpoint}
 */
record CommandLine(Action action, Path config, Map<String, String> flags) {

    /** What the agent can do. */
    enum Action {
        RUN,
        CHECK_CONFIG,
        TRY_GROUPS,
        STATUS,
        HELP,
        VERSION
    }

    static final String USAGE =
            """
            Usage: nodepulse-agent [status] [--config FILE] [--KEY=VALUE …]

            Scrapes process_exporter and node_exporter, or reads /proc, and pushes to a NodePulse server.

              status           print what the running agent does, and exit
              --config FILE    configuration file (default /etc/nodepulse/nodepulse.yml)
              --check-config   check the configuration, and exit
              --try-groups     print the process groups that the configuration makes of what runs
                               now, and exit; needs no server
              --KEY=VALUE      set a key of the configuration, for example
                               --server.endpoint=https://host/metrics/prometheus
                               --exporters.process_exporter.endpoint=procfs
              --version        print the version, and exit
              --help           print this, and exit

            A key can also be set by the environment: NODEPULSE_SERVER_ENDPOINT and so on.
            Flags win over the environment, the environment over the file.
            Exit codes: 0 done, 1 failed while running, 2 bad configuration or usage.
            """;

    private static final String DEFAULT_CONFIG = "/etc/nodepulse/nodepulse.yml";

    /** Reads the arguments; refuses what it does not know with an IllegalArgumentException. */
    static CommandLine parse(String[] arguments, Map<String, String> environment) {
        Action action = Action.RUN;
        String config = environment.getOrDefault("NODEPULSE_CONFIG", DEFAULT_CONFIG);
        Map<String, String> flags = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            switch (name) {
                case "status" -> action = Action.STATUS;
                case "--check-config" -> action = Action.CHECK_CONFIG;
                case "--try-groups" -> action = Action.TRY_GROUPS;
                case "--help", "-h" -> action = Action.HELP;
                case "--version" -> action = Action.VERSION;
                default -> {
                    requireSetting(name, argument);
                    if (equals < 0 && ++i == arguments.length) {
                        throw new IllegalArgumentException(name + " needs a value");
                    }
                    String value = equals < 0 ? arguments[i] : argument.substring(equals + 1);
                    if (name.equals("--config")) {
                        config = value;
                    } else {
                        flags.put(name.substring(2), value);
                    }
                }
            }
        }
        return new CommandLine(action, Path.of(config), flags);
    }

    private static void requireSetting(String name, String argument) {
        boolean isKey = name.startsWith("--") && name.contains(".");
        if (!isKey && !name.equals("--config")) {
            throw new IllegalArgumentException("unknown argument " + argument);
        }
    }
}
