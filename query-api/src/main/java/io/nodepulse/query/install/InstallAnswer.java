package io.nodepulse.query.install;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the line that adds a server needs besides a token and the address of the page.
 *
 * @param archives what there is to install, one per architecture
 * @param missing what has to be done before anything can be installed; null where all is there
 * @param publicKeyPin of a server that no authority vouches for, as curl takes it; else null
 */
record InstallAnswer(
        @JsonProperty("archives") List<Archive> archives,
        @JsonProperty("missing") @Nullable String missing,
        @JsonProperty("public_key_pin") @Nullable String publicKeyPin) {

    /** An archive of the agent. */
    record Archive(
            @JsonProperty("architecture") String architecture,
            @JsonProperty("version") String version,
            @JsonProperty("sha256") String sha256) {

        static Archive of(AgentArchive archive) {
            return new Archive(archive.architecture(), archive.version(), archive.sha256());
        }
    }
}
