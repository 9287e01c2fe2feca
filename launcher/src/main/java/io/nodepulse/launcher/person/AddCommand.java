package io.nodepulse.launcher.person;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.api.AskingCommand;
import io.nodepulse.launcher.api.GrantOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Adds a person with the administrator's token; so the first one comes to be. */
@Command(
        name = "add",
        header = "Adds a person.",
        description = "The password is asked for, or read as a line where there is no terminal.")
final class AddCommand extends AskingCommand {

    @Parameters(paramLabel = "NAME", description = "By which the person signs in.")
    private String name = "";

    @Mixin private final GrantOptions grant = new GrantOptions();

    @Override
    protected int run(PrintWriter out) throws IOException {
        target().api()
                .post(
                        "/api/people",
                        target().adminToken(),
                        Map.of(
                                "name", name,
                                "role", grant.role(),
                                "server_tags", grant.serverTags(),
                                "password", password()));
        out.printf("%s may sign in as %s.%n", ShownName.of(name), grant.role());
        return 0;
    }

    private String password() throws IOException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return twice(console);
        }
        String line =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        if (line == null) {
            throw new CommandFailedException("No password: write it to the standard input.");
        }
        return line;
    }

    private String twice(Console console) {
        String first = asked(console, "Password of " + name);
        if (!first.equals(asked(console, "Again"))) {
            throw new CommandFailedException("The two passwords differ.");
        }
        return first;
    }

    private static String asked(Console console, String what) {
        char[] typed = console.readPassword("%s: ", what);
        if (typed == null) {
            throw new CommandFailedException("No password: the terminal was closed.");
        }
        return new String(typed);
    }
}
