package io.nodepulse.agent.config;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Looks settings up: a flag wins over the environment, the environment over the file. Collects what
 * is wrong instead of stopping at the first problem.
 */
final class Settings {

    private final String file;
    private final Map<String, YamlReader.Scalar> scalars;
    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Settings(
            String file,
            Map<String, YamlReader.Scalar> scalars,
            Map<String, String> environment,
            Map<String, String> flags) {
        this.file = file;
        this.scalars = scalars;
        this.environment = environment;
        this.flags = flags;
    }

    /**
     * A key of the configuration.
     *
     * @param path in the file, for example {@code exporters[0].interval}
     * @param name of the flag, for example {@code exporters.node_exporter.interval}
     */
    record SettingKey(String path, String name) {

        static SettingKey of(String name) {
            return new SettingKey(name, name);
        }

        String variable() {
            return "NODEPULSE_" + name.replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    /** A value as text, and how to name its place. */
    record FoundSetting(String text, String place) {}

    @Nullable FoundSetting find(SettingKey key) {
        known.add(key.path());
        known.add(key.name());
        String flag = flags.get(key.name());
        if (flag != null) {
            return new FoundSetting(flag, "flag --" + key.name());
        }
        String variable = environment.get(key.variable());
        if (variable != null) {
            return new FoundSetting(variable, "environment variable " + key.variable());
        }
        YamlReader.Scalar scalar = scalars.get(key.path());
        if (scalar == null || scalar.text().isEmpty()) {
            return null;
        }
        return new FoundSetting(scalar.text(), place(key.path(), scalar));
    }

    private String place(String path, YamlReader.Scalar scalar) {
        return file + ":" + scalar.line() + ": " + path;
    }

    String text(SettingKey key, String otherwise) {
        FoundSetting found = find(key);
        return found == null ? otherwise : found.text();
    }

    boolean flag(SettingKey key, boolean otherwise) {
        FoundSetting found = find(key);
        if (found == null || found.text().equals("true") || found.text().equals("false")) {
            return found == null ? otherwise : found.text().equals("true");
        }
        refuse(found, "must be true or false");
        return otherwise;
    }

    long number(SettingKey key, long least, long most, long otherwise) {
        FoundSetting found = find(key);
        if (found == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(found.text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        refuse(found, "must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    Duration duration(SettingKey key, Duration least, Duration most, Duration otherwise) {
        FoundSetting found = find(key);
        if (found == null) {
            return otherwise;
        }
        Duration value = Durations.parse(found.text());
        if (value != null && value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
            return value;
        }
        refuse(
                found,
                "must be a duration from "
                        + Durations.text(least)
                        + " to "
                        + Durations.text(most)
                        + ", such as 500ms, 15s, 1m or 2h");
        return otherwise;
    }

    void refuse(FoundSetting found, String allowed) {
        problems.add(found.place() + " " + allowed + ", is \"" + found.text() + "\"");
    }

    void missing(SettingKey key, String allowed) {
        problems.add(
                (file.isEmpty() ? "" : file + ": ") + key.path() + " is missing: it " + allowed);
    }

    /** Of two settings that mean nothing alone, both must be there or neither. */
    void requirePair(SettingKey one, SettingKey other) {
        boolean hasOne = find(one) != null;
        if (hasOne != (find(other) != null)) {
            missing(hasOne ? other : one, "belongs to the other one of the pair");
        }
    }

    /** Refuses every key of the file and every flag that nobody asked for. */
    void refuseUnknown() {
        for (Map.Entry<String, YamlReader.Scalar> entry : scalars.entrySet()) {
            if (!known.contains(entry.getKey())) {
                String place = place(entry.getKey(), entry.getValue());
                problems.add(place + " is unknown" + allowedIn(entry.getKey()));
            }
        }
        for (String flag : flags.keySet()) {
            if (!known.contains(flag)) {
                problems.add("flag --" + flag + " is unknown" + allowedIn(flag));
            }
        }
    }

    private String allowedIn(String path) {
        String section = path.substring(0, path.lastIndexOf('.') + 1);
        List<String> allowed = new ArrayList<>();
        for (String key : known) {
            if (key.startsWith(section)) {
                String rest = key.substring(section.length());
                int end = 0;
                while (end < rest.length() && rest.charAt(end) != '.' && rest.charAt(end) != '[') {
                    end++;
                }
                if (!allowed.contains(rest.substring(0, end))) {
                    allowed.add(rest.substring(0, end));
                }
            }
        }
        allowed.sort(null);
        return allowed.isEmpty() ? "" : "; allowed are " + String.join(", ", allowed);
    }

    void throwIfWrong() throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
