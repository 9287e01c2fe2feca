package io.nodepulse.trials.weaknesses;

import io.nodepulse.trials.weaknesses.EventRange.Event;
import io.nodepulse.trials.weaknesses.EventRange.Kind;
import io.nodepulse.trials.weaknesses.WeaknessRecord.Affected;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads records of the OSV schema 1.x (https://ossf.github.io/osv-schema). What they say of
 * packages that nobody asked for is passed over unread.
 */
final class OsvParser {

    private static final JsonMapper JSON = new JsonMapper();

    /** As the schema calls them. */
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "introduced", Kind.INTRODUCED,
                    "fixed", Kind.FIXED,
                    "last_affected", Kind.LAST_AFFECTED,
                    "limit", Kind.LIMIT);

    private final Set<PackageName> wanted;
    private final Instant now;

    OsvParser(Set<PackageName> wanted, Instant now) {
        this.wanted = wanted;
        this.now = now;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with it
     */
    WeaknessRecord parse(byte[] json) {
        JsonNode record = tree(json);
        Set<String> ecosystems = new TreeSet<>();
        List<Affected> affected = new ArrayList<>();
        for (JsonNode each : list(record, "affected")) {
            JsonNode target = each.path("package");
            String ecosystem = baseName(target.path("ecosystem").asString(""));
            if (!ecosystem.isEmpty()) {
                ecosystems.add(ecosystem);
            }
            Ecosystem.ofOsvName(ecosystem)
                    .map(known -> new PackageName(known, text(target, "name")))
                    .filter(wanted::contains)
                    .ifPresent(name -> affected.add(affected(name, each)));
        }
        return new WeaknessRecord(
                text(record, "id"),
                time(text(record, "modified")),
                texts(record, "aliases"),
                record.hasNonNull("withdrawn") && !time(text(record, "withdrawn")).isAfter(now),
                severity(record),
                ecosystems,
                affected);
    }

    private static JsonNode tree(byte[] json) {
        try {
            JsonNode record = JSON.readTree(json);
            if (!record.isObject()) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            return record;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Affected affected(PackageName name, JsonNode part) {
        List<EventRange> ranges = new ArrayList<>();
        for (JsonNode range : list(part, "ranges")) {
            // Ranges of commits say nothing of versions.
            if (!text(range, "type").equals("GIT")) {
                ranges.add(new EventRange(events(range), name.ecosystem().order()));
            }
        }
        return new Affected(name, texts(part, "versions"), ranges, severity(part));
    }

    private static List<Event> events(JsonNode range) {
        List<Event> events = new ArrayList<>();
        for (JsonNode event : list(range, "events")) {
            KINDS.forEach(
                    (name, kind) -> {
                        if (event.has(name)) {
                            events.add(new Event(kind, text(event, name)));
                        }
                    });
        }
        return events;
    }

    /** The word of the record's database before a vector that one has to compute with. */
    private static String severity(JsonNode of) {
        String word = of.path("database_specific").path("severity").asString("");
        if (!word.isEmpty()) {
            return word.toUpperCase(Locale.ROOT);
        }
        for (JsonNode each : list(of, "severity")) {
            return text(each, "score");
        }
        return "";
    }

    /** {@code Maven:https://…} and {@code Debian:13} are of Maven and Debian. */
    private static String baseName(String ecosystem) {
        return ecosystem.split(":", 2)[0];
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }

    private static List<String> texts(JsonNode of, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(of, name)) {
            if (!each.isString()) {
                throw new IllegalArgumentException("'" + name + "' holds what is no text");
            }
            texts.add(each.asString());
        }
        return texts;
    }

    /** May be missing. */
    private static JsonNode list(JsonNode of, String name) {
        JsonNode list = of.path(name);
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw new IllegalArgumentException("'" + name + "' is no list");
        }
        return list;
    }

    private static String text(JsonNode of, String name) {
        JsonNode text = of.path(name);
        if (!text.isString() || text.asString().isEmpty()) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return text.asString();
    }
}
