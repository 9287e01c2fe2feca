package io.nodepulse.agent;

import io.nodepulse.agent.config.AgentConfig;
import io.nodepulse.agent.config.ConfigException;
import io.nodepulse.agent.config.ConfigLoader;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.process.TriedGroups;
import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.self.StatusCommand;
import io.nodepulse.agent.telemetry.Log;

import java.io.IOException;
import java.util.Map;

/** The command {@code nodepulse-agent}. */
public final class AgentMain {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int BAD_CONFIG = 2;

    private AgentMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv()));
    }

    private static int run(String[] arguments, Map<String, String> environment) {
        CommandLine command;
        try {
            command = CommandLine.parse(arguments, environment);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(CommandLine.USAGE);
            return BAD_CONFIG;
        }
        return switch (command.action()) {
            case HELP -> say(CommandLine.USAGE);
            case VERSION -> say("nodepulse-agent " + version() + "\n");
            default -> runConfigured(command, environment);
        };
    }

    private static int say(String text) {
        System.out.print(text);
        return DONE;
    }

    private static int runConfigured(CommandLine command, Map<String, String> environment) {
        AgentConfig config;
        try {
            config =
                    ConfigLoader.load(
                            command.config(),
                            environment,
                            command.flags(),
                            command.action() != CommandLine.Action.TRY_GROUPS);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return BAD_CONFIG;
        }
        return switch (command.action()) {
            case CHECK_CONFIG -> say(command.config() + " is good\n");
            case TRY_GROUPS -> tryGroups(config);
            case STATUS -> status(config);
            default -> serve(command, environment, config);
        };
    }

    private static int status(AgentConfig config) {
        try {
            System.out.print(StatusCommand.ask(config));
            return DONE;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int tryGroups(AgentConfig config) {
        for (AgentConfig.Exporter exporter : config.exporters()) {
            if (exporter.kind() == ExporterKind.PROCESS_EXPORTER) {
                try {
                    ProcFiles files = new ProcFiles(RunningExporter.PROC);
                    if (exporter.source() != AgentConfig.Source.PROCFS) {
                        say("Tried against /proc; an exporter's page may spell names otherwise.\n");
                    }
                    say(new TriedGroups(files, exporter.groups()).report(exporter.maxGroups()));
                    return DONE;
                } catch (IOException e) {
                    System.err.println("processes cannot be read: " + e.getMessage());
                    return FAILED;
                } catch (InterruptedException _) {
                    return FAILED;
                }
            }
        }
        System.err.println("process_exporter is not among the exporters, or not enabled");
        return FAILED;
    }

    private static int serve(
            CommandLine command, Map<String, String> environment, AgentConfig config) {
        try {
            Log.setLevel(config.level());
            new Supervisor(command, environment).run(config);
            return DONE;
        } catch (IOException e) {
            Log.error("agent cannot start", "reason", e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            return FAILED;
        }
    }

    static String version() {
        String version = AgentMain.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
