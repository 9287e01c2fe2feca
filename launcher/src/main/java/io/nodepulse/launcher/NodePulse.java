package io.nodepulse.launcher;

import io.nodepulse.embedded.EmbeddedException;
import io.nodepulse.launcher.audit.AuditCommand;
import io.nodepulse.launcher.export.ExportCommand;
import io.nodepulse.launcher.person.PersonCommand;
import io.nodepulse.launcher.rebuild.RebuildCommand;
import io.nodepulse.launcher.rebuild.RepairCommand;
import io.nodepulse.launcher.servers.ServersCommand;
import io.nodepulse.launcher.token.TokenCommand;
import io.nodepulse.launcher.top.TopCommand;
import io.nodepulse.launcher.up.UpCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command line. A failure is one line on stderr that says what to do, and exit code 1, or 2
 * where what was given is at fault.
 */
@Command(
        name = "nodepulse",
        header = "Shows which processes use a machine's CPU and memory, now and over time.",
        mixinStandardHelpOptions = true,
        versionProvider = NodePulse.Version.class,
        subcommands = {
            UpCommand.class,
            TopCommand.class,
            RebuildCommand.class,
            RepairCommand.class,
            AuditCommand.class,
            ExportCommand.class,
            PersonCommand.class,
            ServersCommand.class,
            TokenCommand.class
        })
public final class NodePulse {

    private NodePulse() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /**
     * The command line, not yet run.
     *
     * @param more commands beside its own
     */
    public static CommandLine commandLine(Object... more) {
        CommandLine commands = new CommandLine(new NodePulse());
        for (Object command : more) {
            commands.addSubcommand(command);
        }
        // What is set here reaches only the commands that are there already.
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> {
                            line.getErr().println("nodepulse: " + reason(failure));
                            if (failure instanceof BadInputException) {
                                return CommandLine.ExitCode.USAGE;
                            }
                            return CommandLine.ExitCode.SOFTWARE;
                        });
    }

    /** The message made for the user where there is one, else all that is known. */
    public static String reason(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof EmbeddedException
                    || t instanceof CommandFailedException
                    || t instanceof BadInputException) {
                return String.valueOf(t.getMessage());
            }
        }
        return failure.toString();
    }

    /** The version of the jar; a build that is not packed has none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = NodePulse.class.getPackage().getImplementationVersion();
            return new String[] {"nodepulse " + (version == null ? "(not packed)" : version)};
        }
    }
}
