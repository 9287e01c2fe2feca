package io.nodepulse.agent.config;

import io.nodepulse.agent.config.AgentConfig.Access;
import io.nodepulse.agent.config.Settings.FoundSetting;
import io.nodepulse.agent.config.Settings.SettingKey;
import io.nodepulse.agent.http.Credentials;
import io.nodepulse.agent.http.HttpTarget;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * Reads what it takes to be let in at an exporter: credentials and certificates.
 *
 * @param path of the file, below which the keys stand
 * @param name of flags, below which they stand there
 */
record ExporterAccessReader(Settings settings, String path, String name) {

    Access of(HttpTarget endpoint) {
        Credentials credentials = credentials();
        boolean plainAllowed = settings.flag(key("allow_plain_http"), false);
        if (credentials != null && !endpoint.tls() && !endpoint.isLoopback() && !plainAllowed) {
            settings.missing(
                    key("allow_plain_http"),
                    "must be true where credentials go to "
                            + endpoint
                            + ", because http sends them in the clear; better is https");
        }
        settings.requirePair(key("client_certificate"), key("client_key"));
        return new Access(
                credentials, file("ca_file"), file("client_certificate"), file("client_key"));
    }

    private @Nullable Credentials credentials() {
        FoundSetting username = settings.find(key("username"));
        Path password = file("password_file");
        Path token = file("token_file");
        settings.requirePair(key("username"), key("password_file"));
        if (username != null && username.text().indexOf(':') >= 0) {
            settings.refuse(username, "must not have a colon");
        }
        if (token == null) {
            return username == null || password == null
                    ? null
                    : new Credentials(username.text(), password);
        }
        if (username != null) {
            settings.refuse(username, "must not stand beside token_file");
        }
        return new Credentials(/* username= */ null, token);
    }

    private @Nullable Path file(String key) {
        FoundSetting found = settings.find(key(key));
        return found == null ? null : Path.of(found.text()).toAbsolutePath();
    }

    private SettingKey key(String key) {
        return new SettingKey(path + key, name + key);
    }
}
