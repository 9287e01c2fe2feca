package io.nodepulse.audit.checkpoint;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.notary.NotaryException;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.edge.Takes;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code GET /api/audit/checkpoints}, {@code /keys} and {@code /consistency}: what was signed, by
 * which keys, and that it only grew.
 */
@RestController
public record CheckpointController(Notary notary) {

    static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private static final Kind<Long> SIZE =
            Kind.wholeNumber(0, Long.MAX_VALUE, "a size that was signed");

    /** A signed checkpoint; {@code note} is the whole of it. */
    record Row(int shard, long size, String root, String note, String key) {}

    /** The keys of a shard's log: {@code key} signs, {@code former} did. */
    record Keys(int shard, String log, String key, List<String> former) {}

    @GetMapping("/api/audit/checkpoints")
    @Takes({"shard", "size"})
    ResponseEntity<?> checkpoints(
            Parameters parameters,
            @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Optional<Long> size = parameters.optional("size", SIZE);
        List<Row> rows = new ArrayList<>();
        for (int shard : shards(parameters)) {
            if (size.isPresent()) {
                rows.add(row(shard, checkpoint(shard, size.get())));
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
    List<Keys> keys() {
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
    @Takes({"shard", "from", "to"})
    ResponseEntity<String> consistency(Parameters parameters) {
        int shard = parameters.required("shard", shard());
        long from = parameters.required("from", SIZE);
        long to = parameters.required("to", SIZE);
        if (from > to) {
            String allowed = "not above to, " + to;
            throw Refused.parameter("from", "must be " + allowed + ", is " + from, allowed);
        }
        try {
            return ResponseEntity.ok()
                    .contentType(TEXT)
                    .body(notary.proofs(shard).consistency(from, to).toString());
        } catch (NotaryException e) {
            throw Refused.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    private SignedNote checkpoint(int shard, long size) {
        try {
            return notary.proofs(shard).checkpoint(size);
        } catch (NotaryException e) {
            throw Refused.of(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
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

    private List<Integer> shards(Parameters parameters) {
        Optional<Integer> shard = parameters.optional("shard", shard());
        if (shard.isEmpty() && parameters.has("size") && notary.shards() > 1) {
            throw Parameters.missing("shard", shard().allowed() + " where a size is given");
        }
        return shard.map(List::of)
                .orElseGet(() -> IntStream.range(0, notary.shards()).boxed().toList());
    }

    private Kind<Integer> shard() {
        return Kind.wholeNumber(0, notary.shards() - 1);
    }
}
