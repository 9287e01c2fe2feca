package io.nodepulse.audit.restore;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/**
 * {@code POST /api/audit/restored}: says that an older copy of the event store was brought back,
 * and is told what went with it.
 */
@RestController
public record RestoreController(Restores restores) {

    /** By shard; empty where nothing that was signed is missing at the end. */
    record Restored(List<RestoredRange> restored) {}

    @PostMapping("/api/audit/restored")
    Restored restored() {
        return new Restored(restores.writeDown());
    }
}
