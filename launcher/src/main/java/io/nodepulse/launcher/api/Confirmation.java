package io.nodepulse.launcher.api;

import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;

import java.io.Console;

/** Asks on a terminal before something is done that cannot be undone. */
public final class Confirmation {

    private Confirmation() {}

    /**
     * Returns once the name was typed.
     *
     * @param what what would be done, a sentence
     * @param option what to say where nobody can be asked
     * @param otherwise what to say where something else was typed
     */
    public static void require(String name, String what, String option, String otherwise) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new BadInputException("Nobody can be asked here: say " + option);
        }
        String typed = console.readLine("%s Type its name to go on: ", what);
        if (typed == null || !typed.strip().equals(name)) {
            throw new CommandFailedException(otherwise);
        }
    }
}
