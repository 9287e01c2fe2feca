package io.nodepulse.agent.process;

import io.nodepulse.agent.process.GroupRule.Condition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a rule gives, written as relabelling rules of Prometheus are: {@code $1} and {@code
 * ${1}} are captures of {@code match}, {@code ${word}} is a capture of that name in any of the
 * rule's patterns, or one of the fields comm, exe, unit and user. {@code $$} is a dollar, as is one
 * that nothing of this follows.
 */
final class NameTemplate {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$(?:([0-9]{1,2})|\\{([^}]*)}|(\\$))");

    private static final String ALLOWED = "allowed are comm, exe, unit, user";

    private final List<Part> parts;

    private NameTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /** What a name is made of. */
    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Capture(RuleField field, int group) implements Part {}

    private record Fact(RuleField field) implements Part {}

    /** What is known once all conditions hold. */
    interface Findings {
        /** How the condition of that field was met. */
        MatchResult match(RuleField field);

        /** The field itself; empty where it is not known. */
        String fact(RuleField field);
    }

    /**
     * Reads a template for a rule of those conditions.
     *
     * @throws IllegalArgumentException where it refers to what is not there; says what is
     */
    static NameTemplate parse(String text, List<Condition> conditions) {
        List<Part> parts = new ArrayList<>();
        Matcher references = REFERENCE.matcher(text);
        int from = 0;
        while (references.find()) {
            parts.add(new Text(text.substring(from, references.start())));
            parts.add(part(references, conditions));
            from = references.end();
        }
        parts.add(new Text(text.substring(from)));
        return new NameTemplate(List.copyOf(parts));
    }

    private static Part part(Matcher reference, List<Condition> conditions) {
        if (reference.group(3) != null) {
            return new Text("$");
        }
        String word = reference.group(1) == null ? reference.group(2) : reference.group(1);
        Part part =
                word.matches("[0-9]{1,2}") ? numbered(word, conditions) : named(word, conditions);
        if (part == null) {
            throw new IllegalArgumentException(
                    "refers to \"" + word + "\", which is not there; " + allowed(conditions));
        }
        return part;
    }

    private static @Nullable Part numbered(String word, List<Condition> conditions) {
        int group = Integer.parseInt(word);
        for (Condition condition : conditions) {
            if (condition.field() == RuleField.COMM && group <= groups(condition)) {
                return new Capture(RuleField.COMM, group);
            }
        }
        return null;
    }

    private static @Nullable Part named(String word, List<Condition> conditions) {
        for (Condition condition : conditions) {
            Integer group = condition.pattern().namedGroups().get(word);
            if (group != null) {
                return new Capture(condition.field(), group);
            }
        }
        for (RuleField field : RuleField.values()) {
            if (word.equals(field.reference())) {
                return new Fact(field);
            }
        }
        return null;
    }

    private static int groups(Condition condition) {
        return condition.pattern().matcher("").groupCount();
    }

    private static String allowed(List<Condition> conditions) {
        StringBuilder allowed = new StringBuilder(ALLOWED);
        for (Condition condition : conditions) {
            Map<String, Integer> named = condition.pattern().namedGroups();
            named.keySet().stream().sorted().forEach(name -> allowed.append(", ").append(name));
            if (condition.field() == RuleField.COMM && groups(condition) > 0) {
                allowed.append(", 1 to ").append(groups(condition)).append(" (of match)");
            }
        }
        return allowed.toString();
    }

    /** Whether a page of an exporter does not say all of the name. */
    boolean needsProc() {
        for (Part part : parts) {
            if (part instanceof Fact(RuleField field) && field.needsProc()) {
                return true;
            }
        }
        return false;
    }

    /** The name; what is not known, or was not captured, is nothing in it. */
    String expand(Findings findings) {
        StringBuilder name = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Text(String text) -> name.append(text);
                case Fact(RuleField field) -> name.append(findings.fact(field));
                case Capture(RuleField field, int group) -> {
                    String captured = findings.match(field).group(group);
                    name.append(captured == null ? "" : captured);
                }
            }
        }
        return name.toString();
    }
}
