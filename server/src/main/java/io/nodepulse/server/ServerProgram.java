package io.nodepulse.server;

import org.springframework.boot.builder.SpringApplicationBuilder;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * The installed server. It runs until a signal ends it; settings that cannot be used end it at once
 * with exit code 2, a failed start with 1.
 */
@Command(
        name = "nodepulse-server",
        description = "Runs the services of NodePulse, all in one process or one of them.",
        mixinStandardHelpOptions = true,
        subcommands = RestoreCommand.class,
        versionProvider = ServerProgram.Version.class)
public final class ServerProgram implements Callable<Integer> {

    @Parameters(
            paramLabel = "all|commands|projections|query",
            arity = "0..1",
            defaultValue = "ALL",
            description = "What to run; default: all. The audit runs with commands.")
    private Service service = Service.ALL;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/nodepulse-server/nodepulse-server.yml",
            description = "Settings, YAML; default: ${DEFAULT-VALUE}.")
    private Path config = Path.of("");

    @Option(names = "--check-config", description = "Only look at the settings.")
    private boolean checkOnly;

    @Spec private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        // Axon's update checker calls out of the house.
        System.setProperty("axoniq.update-checker.disabled", "true");
        int code = commandLine().execute(arguments);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new ServerProgram())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (failure, line, parsed) -> {
                            line.getErr().println("nodepulse-server: " + failure.getMessage());
                            return failure instanceof BadSettingsException
                                    ? ExitCode.USAGE
                                    : ExitCode.SOFTWARE;
                        });
    }

    @Override
    public Integer call() {
        ServerSettings settings = ServerSettings.of(service, config, System.getenv());
        settings.check();
        if (checkOnly) {
            spec.commandLine().getOut().println(settings.file() + " can be used");
            return ExitCode.OK;
        }
        new SpringApplicationBuilder(service.configuration())
                .properties(settings.locations())
                .run();
        return ExitCode.OK;
    }

    /** The version of the jar; a build that is not packed has none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ServerProgram.class.getPackage().getImplementationVersion();
            return new String[] {
                "nodepulse-server " + (version == null ? "(not packed)" : version)
            };
        }
    }
}
