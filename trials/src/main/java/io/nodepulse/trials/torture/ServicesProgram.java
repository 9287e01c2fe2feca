package io.nodepulse.trials.torture;

import io.nodepulse.server.Services;

import java.nio.file.Path;

/** The services as a process of their own, so that they can be killed without the engines. */
final class ServicesProgram {

    private ServicesProgram() {}

    /**
     * Arguments: Valkey's address, the JDBC address, the admin token, the port, the folder of the
     * audit, the log, and whether the audit is part of it.
     */
    public static void main(String[] arguments) {
        Services.Settings settings =
                new Services.Settings(
                        arguments[0],
                        arguments[1],
                        arguments[2],
                        Integer.parseInt(arguments[3]),
                        Path.of(arguments[4]),
                        Path.of(arguments[5]));
        if (Boolean.parseBoolean(arguments[6])) {
            Services.start(settings);
        } else {
            Services.startWithoutAudit(settings);
        }
    }
}
