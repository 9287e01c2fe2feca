package io.nodepulse.launcher.up;

import io.nodepulse.embedded.SecretFile;
import io.nodepulse.launcher.CommandFailedException;
import io.nodepulse.launcher.HostName;
import io.nodepulse.launcher.api.ApiClient;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * This machine as a server of the system it runs.
 *
 * @param id as the system knows it
 * @param agentToken what its agent must show
 */
record ThisMachine(UUID id, String agentToken) {

    /** Registers this machine through the public API once, and remembers the answer. */
    static ThisMachine registered(ApiClient api, String adminToken, SecretFile kept)
            throws IOException {
        var earlier = kept.read();
        if (earlier.isPresent()) {
            return parse(earlier.get());
        }
        // As a file that was deleted asks for, and where another machine has the same name.
        Map<String, Object> body = Map.of("name", HostName.read(), "allow_same_name", true);
        JsonNode answer = api.post("/api/servers", adminToken, body);
        ThisMachine machine =
                new ThisMachine(
                        UUID.fromString(answer.required("id").stringValue()),
                        answer.required("agent_token").stringValue());
        kept.write(machine.id() + " " + machine.agentToken());
        return machine;
    }

    private static ThisMachine parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 2) {
            throw new CommandFailedException(
                    "The file this-server in the data folder is damaged:"
                            + " delete it, and this machine is registered anew");
        }
        return new ThisMachine(UUID.fromString(words[0]), words[1]);
    }
}
