package io.nodepulse.audit.checkpoint;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.audit.web.AuditParameters;
import io.nodepulse.audit.web.AuditProblem;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code GET /api/audit/checkpoints}, {@code /keys} and {@code /consistency}: what was signed, by
 * which keys, and that it only grew.
 */
@RestController
public final class CheckpointController {

    static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private static final String SIZE = "a size that was signed";

    /** A signed checkpoint; {@code note} is the whole of it. */
    record Row(int shard, long size, String root, String note, String key) {}

    /** The keys of a shard's log: {@code key} signs, {@code former} did. */
    record Keys(int shard, String log, String key, List<String> former) {}

    private final Notary notary;

    public CheckpointController(Notary notary) {
        this.notary = notary;
    }

    @GetMapping("/api/audit/checkpoints")
    ResponseEntity<?> checkpoints(
            @RequestParam Map<String, String> parameters,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        AuditParameters.only(parameters.keySet(), "shard", "size");
        List<Row> rows = new ArrayList<>();
        for (int shard : shards(parameters)) {
            if (parameters.containsKey("size")) {
                rows.add(row(shard, checkpoint(shard, size("size", parameters))));
            } else {
                notary.newest(shard).ifPresent(note -> rows.add(row(shard, note)));
            }
        }
        if (accept != null && accept.startsWith(MediaType.TEXT_PLAIN_VALUE)) {
            String notes = rows.stream().map(Row::note).collect(Collectors.joining("\n"));
            return ResponseEntity.ok().contentType(TEXT).body(notes);
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(rows);
    }

    @GetMapping("/api/audit/keys")
    List<Keys> keys(@RequestParam Map<String, String> parameters) {
        AuditParameters.only(parameters.keySet());
        List<Keys> all = new ArrayList<>();
        for (int shard = 0; shard < notary.shards(); shard++) {
            List<VerifierKey> keys = notary.keys(shard);
            all.add(
                    new Keys(
                            shard,
                            keys.getFirst().name(),
                            keys.getFirst().toString(),
                            keys.stream().skip(1).map(VerifierKey::toString).toList()));
        }
        return all;
    }

    @GetMapping("/api/audit/consistency")
    ResponseEntity<String> consistency(@RequestParam Map<String, String> parameters) {
        AuditParameters.only(parameters.keySet(), "shard", "from", "to");
        int shard = shard(AuditParameters.needed(parameters, "shard", allowedShards()));
        AuditParameters.needed(parameters, "from", SIZE);
        AuditParameters.needed(parameters, "to", SIZE);
        long from = size("from", parameters);
        long to = size("to", parameters);
        if (from > to) {
            throw AuditProblem.parameter("from", Long.toString(from), "not above to, " + to);
        }
        try {
            return ResponseEntity.ok()
                    .contentType(TEXT)
                    .body(notary.consistency(shard, from, to).toString());
        } catch (NotaryException e) {
            throw AuditProblem.notFound(String.valueOf(e.getMessage()));
        }
    }

    private SignedNote checkpoint(int shard, long size) {
        try {
            return notary.checkpoint(shard, size);
        } catch (NotaryException e) {
            throw AuditProblem.notFound(String.valueOf(e.getMessage()));
        }
    }

    private Row row(int shard, SignedNote note) {
        Checkpoint checkpoint = Checkpoint.of(note);
        return new Row(
                shard,
                checkpoint.size(),
                checkpoint.rootText(),
                note.toString(),
                notary.keys(shard).getFirst().toString());
    }

    private List<Integer> shards(Map<String, String> parameters) {
        if (parameters.containsKey("shard")) {
            return List.of(shard(AuditParameters.needed(parameters, "shard", allowedShards())));
        }
        if (parameters.containsKey("size") && notary.shards() > 1) {
            throw AuditProblem.parameter("shard", "", allowedShards() + " where a size is given");
        }
        List<Integer> all = new ArrayList<>();
        for (int shard = 0; shard < notary.shards(); shard++) {
            all.add(shard);
        }
        return all;
    }

    private int shard(String text) {
        return (int)
                AuditParameters.number("shard", text, 0, notary.shards() - 1L, allowedShards());
    }

    private String allowedShards() {
        return "0 to " + (notary.shards() - 1);
    }

    private static long size(String parameter, Map<String, String> parameters) {
        return AuditParameters.number(
                parameter,
                AuditParameters.needed(parameters, parameter, SIZE),
                0,
                Long.MAX_VALUE,
                SIZE);
    }
}
