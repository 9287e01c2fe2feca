package io.nodepulse.events.service;

import io.nodepulse.events.secret.KeyFile;
import io.nodepulse.events.store.person.PersonKeys;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;

/**
 * What opens what is written of persons, {@code nodepulse.persons.*}.
 *
 * @param keyFile outside of both stores, the same for all services of them; the first one that
 *     writes of a person makes it. Without it names and addresses are written in the clear
 */
@ConfigurationProperties("nodepulse.persons")
public record PersonsSettings(@Nullable Path keyFile) {

    /**
     * Looks at the file, if there is one by now.
     *
     * @throws io.nodepulse.events.secret.KeyFileException if it is no key, or others may read it
     */
    public void requireUsable() {
        if (keyFile != null) {
            KeyFile file = PersonKeys.file(keyFile);
            if (file.exists()) {
                var _ = file.read();
            }
        }
    }
}
