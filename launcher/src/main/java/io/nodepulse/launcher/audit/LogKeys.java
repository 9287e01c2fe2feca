package io.nodepulse.launcher.audit;

import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.NoteException;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.launcher.api.ApiClient;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The logs of a running NodePulse and the keys that sign them, by shard. */
final class LogKeys {

    private record Log(int shard, String name, List<VerifierKey> keys) {}

    private final List<Log> logs = new ArrayList<>();

    private LogKeys() {}

    static LogKeys of(ApiClient api) {
        LogKeys all = new LogKeys();
        for (JsonNode log : api.get("/api/audit/keys")) {
            List<VerifierKey> keys = new ArrayList<>();
            keys.add(VerifierKey.parse(log.path("key").asString("")));
            for (JsonNode former : log.path("former")) {
                keys.add(VerifierKey.parse(former.asString("")));
            }
            all.logs.add(new Log(log.path("shard").asInt(), log.path("log").asString(""), keys));
        }
        return all;
    }

    /** All keys, a line each. */
    List<String> lines() {
        return logs.stream()
                .flatMap(log -> log.keys().stream())
                .map(VerifierKey::toString)
                .toList();
    }

    /**
     * The shard of that checkpoint's log.
     *
     * @throws NoteException if it is of another log or signed by another key
     */
    int verify(SignedNote note) {
        String origin = Checkpoint.of(note).origin();
        for (Log log : logs) {
            if (log.name().equals(origin)) {
                note.verify(log.keys());
                return log.shard();
            }
        }
        throw new NoteException("line 1: the checkpoint is of another log, " + origin);
    }
}
