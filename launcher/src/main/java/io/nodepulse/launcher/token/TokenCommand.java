package io.nodepulse.launcher.token;

import picocli.CommandLine.Command;

/** What can be done with the tokens of programs. */
@Command(
        name = "token",
        header = "The tokens with which programs call the API.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, IssueCommand.class, HandOverCommand.class})
public final class TokenCommand {}
