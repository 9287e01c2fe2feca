package io.nodepulse.access.oidc;

import io.nodepulse.events.ServerTags;

import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.Collection;
import java.util.List;

/**
 * Whom a claim limits to which servers. It is a row and no map by tag, as a tag with {@code =} is
 * cut as a name of a setting.
 *
 * @param values of the claim; one of them is enough
 * @param tags of the servers that those people see
 */
public record TagRule(@DefaultValue List<String> values, @DefaultValue List<String> tags) {

    public TagRule {
        values = List.copyOf(values);
        tags = ServerTags.of("server-tags.tags", tags);
        if (values.isEmpty() || tags.isEmpty()) {
            throw new IllegalArgumentException("server-tags: each row needs values and tags");
        }
    }

    boolean matches(Collection<?> claimed) {
        return values.stream().anyMatch(claimed::contains);
    }
}
