package io.nodepulse.launcher.audit;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ErasedLeaf;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.events.ShownName;
import io.nodepulse.events.wire.Leaf;
import io.nodepulse.events.wire.MalformedEntryException;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.TerminalCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks a proof without any server. Exit code 0 if it proves something, 1 if not, 2 if it is none.
 */
@Command(
        name = "check",
        header = "Checks a proof, offline, and prints what it proves.",
        description =
                "Exit code 1 if it proves nothing, 2 if it is no proof or not "
                        + "signed by a key that was given.")
public final class CheckCommand extends TerminalCommand {

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file = Path.of("");

    @Mixin private TrustedKeys trusted = new TrustedKeys();

    @Override
    protected int run(PrintWriter out) {
        InclusionProof proof = NoteFile.checked(file, InclusionProof::parse);
        Checkpoint checkpoint = NoteFile.checked(file, bytes -> proof.checkpoint());
        byte[] leaf =
                proof.extra()
                        .orElseThrow(
                                () -> new BadInputException(file + " does not say what it proves"));
        List<VerifierKey> signers = signers(proof);
        Optional<ErasedLeaf> erased = NoteFile.checked(file, bytes -> ErasedLeaf.of(leaf));
        if (!erased.map(left -> left.isIn(proof)).orElseGet(() -> proof.includes(leaf))) {
            out.println("NOT PROVEN: the append is not in the tree that was signed.");
            return 1;
        }
        out.printf(
                "Proven: append %d of the log %s, of %d appends then, says:%n",
                proof.index(), checkpoint.origin(), checkpoint.size());
        erased.map(CheckCommand::said)
                .orElseGet(() -> said(leaf))
                .forEach(line -> out.println("  " + line));
        signers.forEach(key -> out.println("Signed by " + key));
        return 0;
    }

    private List<VerifierKey> signers(InclusionProof proof) {
        try {
            return trusted.signers(proof.note());
        } catch (NoteException e) {
            throw new BadInputException(file + ": the checkpoint, " + e.getMessage());
        }
    }

    private static List<String> said(ErasedLeaf leaf) {
        return List.of(
                "nothing any more: its hash is all that is proven, and whoever made the proof says",
                ShownName.of(leaf.words()));
    }

    private List<String> said(byte[] leaf) {
        try {
            return LeafWords.of(Leaf.parse(leaf));
        } catch (MalformedEntryException e) {
            throw new BadInputException(file + ": " + e.getMessage());
        }
    }
}
