package io.nodepulse.edge;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The query parameters of a request. A controller takes one as an argument, and reads of it what
 * its {@link Takes} names. They come from the query string itself: to find the servlet's own, the
 * server would read the body of whoever sends one as a form. Immutable.
 */
public final class Parameters {

    private static final String ATTRIBUTE = Parameters.class.getName();
    private static final int LONGEST_QUOTE = 60;
    private static final int MOST_SERVERS = 100;

    /** What a list of servers may be. */
    public static final String SERVERS =
            "1 to " + MOST_SERVERS + " server ids (UUIDs), separated by commas";

    private final Map<String, List<String>> given;

    private Parameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** The parameters of that request, which are read once. */
    static Parameters of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Parameters read) {
            return read;
        }
        Parameters parameters = of(request.getQueryString());
        request.setAttribute(ATTRIBUTE, parameters);
        return parameters;
    }

    /**
     * @param query what follows the question mark; null where there is none
     */
    public static Parameters of(@Nullable String query) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals), pair);
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), pair);
                given.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return new Parameters(given);
    }

    private static String decoded(String text, String pair) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.parameter(
                    shortened(pair), "is not percent-encoded", "percent-encoded UTF-8");
        }
    }

    Set<String> names() {
        return given.keySet();
    }

    /** All values of that parameter, as they came. */
    public List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }

    /** The value of that parameter, if it is given. */
    public <T> Optional<T> optional(String name, Kind<T> kind) {
        return all(name).stream().findFirst().map(text -> read(name, text, kind));
    }

    /** The value of a parameter that must be given. */
    public <T> T required(String name, Kind<T> kind) {
        return optional(name, kind).orElseThrow(() -> missing(name, kind.allowed()));
    }

    /**
     * The servers of a parameter that lists ids, with commas between them or given several times,
     * each once; none where it is not given.
     *
     * @throws Refused if one is no id, or there are more than {@value #MOST_SERVERS}
     */
    public List<UUID> servers(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<UUID> ids =
                Arrays.stream(String.join(",", all(name)).split(",", -1))
                        .map(id -> read(name, id, Kind.UUID))
                        .distinct()
                        .toList();
        if (ids.size() > MOST_SERVERS) {
            throw Refused.parameter(name, "names " + ids.size() + " servers", SERVERS);
        }
        return ids;
    }

    /** The refusal of a call without a parameter that it needs. */
    public static Refused missing(String name, String allowed) {
        return Refused.parameter(name, "is missing", allowed);
    }

    /**
     * The value of a parameter's text, which may be a part of a path.
     *
     * @throws Refused if it is none of that kind
     */
    public static <T> T read(String name, String text, Kind<T> kind) {
        return kind.read(text)
                .orElseThrow(
                        () ->
                                Refused.parameter(
                                        name,
                                        "must " + kind.must() + ", is \"" + shortened(text) + '"',
                                        kind.allowed()));
    }

    /** The text as it came, but no longer than one wants to read. */
    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
