package io.nodepulse.launcher.person;

import picocli.CommandLine.Command;

/** What can be done with the people who sign in. */
@Command(
        name = "person",
        header = "The people who sign in to the page.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AddCommand.class,
            LimitCommand.class,
            RemoveCommand.class,
            ResetSecondFactorCommand.class
        })
public final class PersonCommand {}
