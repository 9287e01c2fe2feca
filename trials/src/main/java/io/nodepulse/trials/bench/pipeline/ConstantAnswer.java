package io.nodepulse.trials.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Collections;

/**
 * JSON that never changes, about as long as an answer of {@code top}: what the server can do at
 * most. Only in the context of the benchmark.
 */
@RestController
final class ConstantAnswer {

    static final String PATH = "/bench/constant";

    private static final String PROCESS =
            """
            {"name":"group-100","num_procs":1,"cpu_percent":10.25,"host_percent":null,\
            "memory_mb":500.5,"avg_cpu_percent":10.25,"avg_memory_mb":500.5,\
            "peak_memory_mb":500.5,"running":true,"last_seen":"2026-01-01T00:00:00.000Z"}""";

    private final byte[] json =
            "{\"processes\":[%s]}"
                    .formatted(String.join(",", Collections.nCopies(10, PROCESS)))
                    .getBytes(UTF_8);

    @GetMapping(PATH)
    ResponseEntity<byte[]> get() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }
}
