package io.nodepulse.launcher.top;

import io.nodepulse.events.ShownName;
import io.nodepulse.launcher.BadInputException;
import io.nodepulse.launcher.CommandFailedException;

import org.apache.commons.text.similarity.LevenshteinDistance;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Which of the known servers is meant. */
public final class ServerChoice {

    /** How many are named where there are too many to name all. */
    private static final int NAMED = 5;

    private final List<JsonNode> servers;

    private ServerChoice(List<JsonNode> servers) {
        this.servers = servers;
    }

    /**
     * The one with this id or this name, or the only one whose id or name begins so. Where none is
     * named: the only one there is, or this machine.
     *
     * @param answer of {@code GET /api/servers}
     * @param thisMachine its name
     * @throws BadInputException if that is none or several
     * @throws CommandFailedException if there is none at all
     */
    public static JsonNode among(
            JsonNode answer, Optional<String> wanted, Optional<String> thisMachine) {
        ServerChoice choice = new ServerChoice(answer.path("servers").valueStream().toList());
        if (choice.servers.isEmpty()) {
            throw new CommandFailedException("No server is registered yet");
        }
        return wanted.isPresent() ? choice.named(wanted.get()) : choice.unnamed(thisMachine);
    }

    /**
     * The one with this very id or name, for what cannot be taken back.
     *
     * @param answer of {@code GET /api/servers}
     * @throws BadInputException if that is none or several
     */
    public static JsonNode called(JsonNode answer, String wanted) {
        ServerChoice choice = new ServerChoice(answer.path("servers").valueStream().toList());
        return choice.one(wanted, choice.matching(wanted, String::equals));
    }

    private JsonNode unnamed(Optional<String> thisMachine) {
        if (servers.size() == 1) {
            return servers.getFirst();
        }
        List<JsonNode> here =
                servers.stream()
                        .filter(server -> thisMachine.equals(Optional.of(name(server))))
                        .toList();
        if (here.size() == 1) {
            return here.getFirst();
        }
        throw new BadInputException(
                "There are %d servers, and this machine is none of them: name one, such as %s"
                        .formatted(servers.size(), names(servers)));
    }

    private JsonNode named(String wanted) {
        List<JsonNode> matching = matching(wanted, String::equals);
        if (matching.isEmpty()) {
            matching = matching(wanted.toLowerCase(Locale.ROOT), ServerChoice::startsWith);
        }
        return one(wanted, matching);
    }

    private JsonNode one(String wanted, List<JsonNode> matching) {
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        if (matching.isEmpty()) {
            List<JsonNode> near = nearest(wanted);
            throw new BadInputException(
                    near.isEmpty()
                            ? "No server is called %s; there are %s"
                                    .formatted(ShownName.of(wanted), names(servers))
                            : "No server is called %s; near to it: %s"
                                    .formatted(ShownName.of(wanted), names(near)));
        }
        throw new BadInputException(
                matching.stream().allMatch(server -> wanted.equals(name(server)))
                        ? "%d servers are called %s: use an id of %s"
                                .formatted(matching.size(), ShownName.of(wanted), ids(matching))
                        : "%d servers begin with %s: %s"
                                .formatted(matching.size(), ShownName.of(wanted), names(matching)));
    }

    private List<JsonNode> matching(String wanted, BiPredicate<String, String> test) {
        return servers.stream()
                .filter(server -> test.test(id(server), wanted) || test.test(name(server), wanted))
                .toList();
    }

    private static boolean startsWith(String text, String lowerCase) {
        return text.toLowerCase(Locale.ROOT).startsWith(lowerCase);
    }

    /** Those of which at least half of what was typed is right, nearest first. */
    private List<JsonNode> nearest(String wanted) {
        return servers.stream()
                .filter(server -> distance(server, wanted) <= wanted.length() / 2)
                .sorted(Comparator.comparing(server -> distance(server, wanted)))
                .limit(NAMED)
                .toList();
    }

    private static int distance(JsonNode server, String wanted) {
        return LevenshteinDistance.getDefaultInstance()
                .apply(name(server).toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT));
    }

    private static String id(JsonNode server) {
        return server.path("id").asString("");
    }

    private static String name(JsonNode server) {
        return server.path("name").asString("");
    }

    private static String names(List<JsonNode> some) {
        return listed(some.stream().map(ServerChoice::name).map(ShownName::of).toList());
    }

    private static String ids(List<JsonNode> some) {
        return listed(some.stream().map(ServerChoice::id).toList());
    }

    private static String listed(List<String> words) {
        String first = words.stream().limit(NAMED).collect(Collectors.joining(", "));
        return words.size() <= NAMED
                ? first
                : first + " and %d more".formatted(words.size() - NAMED);
    }
}
