package io.nodepulse.launcher.audit;

import picocli.CommandLine.Command;

/** What concerns the proof of the history. */
@Command(
        name = "audit",
        header = "Proves that the recorded history is as it was recorded.",
        mixinStandardHelpOptions = true,
        subcommands = {
            VerifyCommand.class,
            RestoredCommand.class,
            CheckpointCommand.class,
            KeysCommand.class,
            ProveCommand.class,
            CheckCommand.class,
            ConsistencyCommand.class,
            SegmentsCommand.class,
            RotateKeyCommand.class
        })
public final class AuditCommand {}
