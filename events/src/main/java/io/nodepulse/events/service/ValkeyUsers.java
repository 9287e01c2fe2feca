package io.nodepulse.events.service;

import static java.util.stream.Collectors.joining;

import io.nodepulse.events.text.ClassPathText;

import java.util.List;

/**
 * What each service may do in Valkey, from the one table {@code valkey-users.acl}: keys and
 * commands that its code uses.
 */
public final class ValkeyUsers {

    private static final String TABLE = "valkey-users.acl";

    /**
     * A line of the table.
     *
     * @param services whom it is for
     * @param rule in Valkey's words
     */
    private record Row(List<String> services, String rule) {

        static Row of(String line) {
            String[] halves = line.split(" \\| ", 2);
            return new Row(List.of(halves[0].strip().split(" ")), halves[1].strip());
        }
    }

    private static final List<Row> ROWS =
            ClassPathText.beside(ValkeyUsers.class, TABLE)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();

    private ValkeyUsers() {}

    /** The name of a service's user. */
    public static String name(String service) {
        return "nodepulse-" + service;
    }

    /**
     * What that service's user may do, as {@code ACL SETUSER} takes it.
     *
     * @param service {@code all}, {@code commands}, {@code projections} or {@code query}
     * @param namespace of the keys
     */
    public static String rules(String service, String namespace) {
        String literal = namespace.replaceAll("[\\[\\]*?\\\\]", "\\\\$0");
        String rules =
                ROWS.stream()
                        .filter(row -> row.services().contains(service))
                        .map(row -> row.rule().replace("NAMESPACE", literal))
                        .collect(joining(" "));
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("no service is called " + service);
        }
        return rules;
    }

    /** The services of the table. */
    static List<String> services() {
        return ROWS.stream().flatMap(row -> row.services().stream()).distinct().sorted().toList();
    }
}
