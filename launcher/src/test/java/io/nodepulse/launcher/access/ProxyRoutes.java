package io.nodepulse.launcher.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which backend HAProxy asks, by the {@code use_backend} lines of the template that the Ansible
 * role installs. Knows no more of HAProxy's language than these lines use, and refuses the rest.
 */
final class ProxyRoutes {

    private static final Path TEMPLATE =
            Path.of("../infra/ansible/roles/nodepulse-server/templates/haproxy.cfg.j2");
    private static final Pattern USE = Pattern.compile(" *use_backend (\\w+) if (.+)");
    private static final Pattern DEFAULT = Pattern.compile(" *default_backend (\\w+)");
    private static final Pattern CONDITION =
            Pattern.compile("\\{ (path -m beg|path_reg|path|method) ([^}]+) }");

    private record Rule(String backend, List<Condition> all) {}

    private record Condition(String kind, List<String> values) {

        boolean holds(String method, String path) {
            return values.stream()
                    .anyMatch(
                            value ->
                                    switch (kind) {
                                        case "path -m beg" -> path.startsWith(value);
                                        case "path_reg" ->
                                                Pattern.compile(value).matcher(path).find();
                                        case "path" -> path.equals(value);
                                        case "method" -> method.equals(value);
                                        default -> throw new IllegalArgumentException(kind);
                                    });
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private String otherwise = "";

    private ProxyRoutes() {}

    static ProxyRoutes read() throws IOException {
        ProxyRoutes routes = new ProxyRoutes();
        for (String line : Files.readAllLines(TEMPLATE)) {
            Matcher use = USE.matcher(line);
            Matcher other = DEFAULT.matcher(line);
            if (use.matches()) {
                routes.rules.add(new Rule(use.group(1), conditions(use.group(2))));
            } else if (other.matches()) {
                routes.otherwise = other.group(1);
            }
        }
        return routes;
    }

    private static List<Condition> conditions(String text) {
        List<Condition> conditions = new ArrayList<>();
        Matcher condition = CONDITION.matcher(text);
        while (condition.find()) {
            conditions.add(
                    new Condition(
                            condition.group(1), List.of(condition.group(2).strip().split(" "))));
        }
        if (!CONDITION.matcher(text).replaceAll("").isBlank()) {
            throw new IllegalArgumentException("not understood: " + text);
        }
        return conditions;
    }

    /**
     * @param call a method and the pattern of a path
     */
    String backendOf(String call) {
        String method = call.substring(0, call.indexOf(' '));
        String path =
                call.substring(call.indexOf(' ') + 1)
                        .replace("{id}", new UUID(1, 2).toString())
                        .replaceAll("\\{\\w+}", "x");
        return rules.stream()
                .filter(rule -> rule.all().stream().allMatch(each -> each.holds(method, path)))
                .findFirst()
                .map(Rule::backend)
                .orElse(otherwise);
    }
}
