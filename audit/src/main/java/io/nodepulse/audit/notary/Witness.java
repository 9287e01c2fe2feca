package io.nodepulse.audit.notary;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ConsistencyProof;
import io.nodepulse.audit.note.NoteSignature;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A witness (C2SP tlog-witness): it is sent each checkpoint with the proof that it goes on from the
 * last one it knows, and answers with its own signature.
 */
final class Witness implements Publisher.Target {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private final Notary notary;
    private final URI address;
    private final List<VerifierKey> keys;
    private final Map<Integer, Long> sizes = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /**
     * @param address what stands before {@code /add-checkpoint}
     * @param keys keys of witnesses whose signatures are checked
     */
    Witness(Notary notary, URI address, List<VerifierKey> keys) {
        this.notary = notary;
        this.address = URI.create(address.toString().replaceAll("/+$", "") + "/add-checkpoint");
        this.keys = List.copyOf(keys);
    }

    @Override
    public void publish(int shard, SignedNote newest) throws IOException, InterruptedException {
        Checkpoint checkpoint = Checkpoint.of(newest);
        HttpResponse<byte[]> answer = send(shard, sizes.getOrDefault(shard, 0L), checkpoint.size());
        if (answer.statusCode() == CONFLICT) {
            answer = send(shard, sizeOf(answer), checkpoint.size());
        }
        if (answer.statusCode() != OK) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        sizes.put(shard, checkpoint.size());
        notary.addCosignatures(
                shard, checkpoint.size(), checked(newest, SignedNote.signatures(answer.body())));
    }

    private HttpResponse<byte[]> send(int shard, long from, long to)
            throws IOException, InterruptedException {
        if (from > to) {
            throw new IOException(
                    "%s has seen size %d of a log of %d".formatted(address, from, to));
        }
        ConsistencyProof proof = notary.proofs(shard).consistency(from, to);
        return http.send(
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(proof.bytes()))
                        .build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), SignedNote.MAX_BYTES));
    }

    private long sizeOf(HttpResponse<byte[]> answer) throws IOException {
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException(address + " answered 409 without a size", e);
        }
    }

    /** Those that fit, where a key is known; never one in the name of the log itself. */
    private List<NoteSignature> checked(SignedNote note, List<NoteSignature> answered)
            throws IOException {
        String origin = Checkpoint.of(note).origin();
        for (NoteSignature signature : answered) {
            boolean fits =
                    !signature.name().equals(origin)
                            && keys.stream()
                                    .filter(key -> key.made(signature))
                                    .allMatch(key -> key.verifies(note.text(), signature));
            if (!fits) {
                throw new IOException(
                        "%s answered a signature of %s that does not fit"
                                .formatted(address, signature.name()));
            }
        }
        return answered;
    }
}
