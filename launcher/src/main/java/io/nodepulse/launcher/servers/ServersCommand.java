package io.nodepulse.launcher.servers;

import picocli.CommandLine.Command;

/** What can be done with the servers that there are. */
@Command(
        name = "servers",
        header = "Renames, tags and removes servers, and erases what was sampled.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RenameCommand.class,
            TagCommand.class,
            RemoveCommand.class,
            EraseCommand.class
        })
public final class ServersCommand {}
