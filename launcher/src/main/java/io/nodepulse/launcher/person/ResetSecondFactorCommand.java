package io.nodepulse.launcher.person;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.PathPart;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;

/**
 * Takes a lost second factor away with the administrator's token; so the last one gets in again.
 */
@Command(
        name = "reset-second-factor",
        header = "Takes a person's second factor away, who has lost it.",
        description =
                "Their sessions end, and the password alone lets them in until they enrol anew.")
final class ResetSecondFactorCommand extends AskingCommand {

    @Parameters(paramLabel = "NAME", description = "By which the person signs in.")
    private String name = "";

    @Override
    protected int run(PrintWriter out) {
        target().api()
                .delete(
                        "/api/people/" + PathPart.of(name) + "/second-factor",
                        target().adminToken());
        out.printf("%s has no second factor any more.%n", ShownName.of(name));
        return 0;
    }
}
