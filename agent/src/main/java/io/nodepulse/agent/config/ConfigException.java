package io.nodepulse.agent.config;

import java.util.List;

/** The configuration cannot be used; one line per problem. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1;

    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
    }

    ConfigException(String problem) {
        this(List.of(problem));
    }
}
