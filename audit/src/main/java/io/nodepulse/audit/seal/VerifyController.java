package io.nodepulse.audit.seal;

import io.nodepulse.access.caller.AuditLog;
import io.nodepulse.audit.notary.Finding;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.TreeVerdict;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.edge.BodyBytes;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.administration.HistoryVerified;
import io.nodepulse.events.store.index.IndexFinding;
import io.nodepulse.events.store.seal.Verification;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/audit/verify}: recomputes trees and seals and answers as it goes, a JSON object
 * a line: {@code {"verified", "total"}} for progress, then one object per tree, finding, chain and
 * index that differs, then {@code {"intact"}}. The body may be checkpoints that were noted
 * elsewhere, in {@value #MAX_NOTED_BYTES} bytes at most.
 */
@RestController
public record VerifyController(
        SealVerification verification, Optional<Notary> notary, AuditLog auditLog) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A checkpoint has some 300 bytes, and there is one a shard. */
    private static final int MAX_NOTED_BYTES = 256 * 1024;

    @PostMapping("/api/audit/verify")
    void verify(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<SignedNote> noted = noted(BodyBytes.of(request, MAX_NOTED_BYTES));
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        OutputStream out = response.getOutputStream();
        SealVerification.Outcome outcome =
                verification.verify(
                        noted,
                        (verified, total) ->
                                line(out, Map.of("verified", verified, "total", total)));
        outcome.trees().forEach(tree -> tree(tree).forEach(line -> line(out, line)));
        outcome.chains().forEach(chain -> line(out, chain(chain)));
        outcome.indexes().forEach(finding -> line(out, index(finding)));
        auditLog.record(at -> new HistoryVerified(outcome.intact(), at));
        line(out, Map.of("intact", outcome.intact()));
    }

    private List<SignedNote> noted(byte[] body) {
        if (body.length == 0) {
            return List.of();
        }
        try {
            List<SignedNote> noted = SignedNote.parseAll(body);
            for (SignedNote note : noted) {
                notary.orElseThrow(() -> Refused.of(HttpStatus.NOT_FOUND, "nothing is signed here"))
                        .shardOf(note);
            }
            return noted;
        } catch (NoteException e) {
            throw Refused.of(HttpStatus.BAD_REQUEST, "the body, " + e.getMessage());
        }
    }

    /** The tree with what was found first, then a line for each other finding. */
    private static List<Map<String, Object>> tree(TreeVerdict tree) {
        List<Map<String, Object>> lines = new ArrayList<>();
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("shard", tree.shard());
        first.put("log", tree.origin());
        first.put("size", tree.size());
        first.put("entries", tree.entries());
        first.put("unprovable", tree.unprovable());
        first.put("covered_from", tree.coveredFrom());
        tree.checkpoint()
                .ifPresent(
                        note -> {
                            first.put("root", Checkpoint.of(note).rootText());
                            first.put("checkpoint", note.toString());
                        });
        lines.add(first);
        for (Finding finding : tree.findings()) {
            Map<String, Object> line = first.containsKey("defect") ? new LinkedHashMap<>() : first;
            line.put("shard", tree.shard());
            line.put("log", tree.origin());
            line.put("defect", finding.code());
            line.put("first", finding.first());
            line.put("last", finding.last());
            line.put("detail", finding.detail());
            if (line != first) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Map<String, Object> index(IndexFinding finding) {
        return Map.of(
                "index", finding.key(),
                "defect", "index_differs",
                "first", finding.firstSequence(),
                "detail", finding.toString());
    }

    private static Map<String, Object> chain(Verification chain) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("shard", chain.shard());
        line.put("chain", chain.chain().name().toLowerCase(Locale.ROOT));
        line.put("seals", chain.sealsChecked());
        line.put("entries", chain.entriesChecked());
        line.put("last_hash", chain.lastHash());
        chain.defect()
                .ifPresent(
                        defect -> {
                            line.put("defect", defect.kind().name().toLowerCase(Locale.ROOT));
                            line.put("sequence", defect.lastSequence());
                        });
        return line;
    }

    private static void line(OutputStream out, Map<String, ?> object) {
        try {
            out.write((JSON.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the caller of the verification is gone", e);
        }
    }
}
