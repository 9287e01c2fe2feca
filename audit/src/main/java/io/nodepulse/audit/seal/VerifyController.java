package io.nodepulse.audit.seal;

import io.nodepulse.access.act.Acts;
import io.nodepulse.events.administration.HistoryVerified;
import io.nodepulse.events.store.Verification;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code POST /api/audit/verify}: recomputes the seals and answers as it goes, a JSON object a
 * line: {@code {"verified", "total"}} for progress, then one object per chain, then {@code
 * {"intact"}}.
 */
@RestController
public final class VerifyController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SealVerification verification;
    private final Acts acts;

    public VerifyController(SealVerification verification, Acts acts) {
        this.verification = verification;
        this.acts = acts;
    }

    @PostMapping("/api/audit/verify")
    void verify(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        OutputStream out = response.getOutputStream();
        SealVerification.Outcome outcome =
                verification.verify(
                        (verified, total) ->
                                line(out, Map.of("verified", verified, "total", total)));
        outcome.chains().forEach(chain -> line(out, chain(chain)));
        acts.record(at -> new HistoryVerified(outcome.intact(), at));
        line(out, Map.of("intact", outcome.intact()));
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
