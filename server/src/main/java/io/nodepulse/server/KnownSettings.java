package io.nodepulse.server;

import io.nodepulse.access.AccessSettings;
import io.nodepulse.access.AdminSettings;
import io.nodepulse.access.listener.ListenerSettings;
import io.nodepulse.audit.AuditSettings;
import io.nodepulse.audit.bucket.BucketSettings;
import io.nodepulse.audit.segment.SegmentSettings;
import io.nodepulse.commands.CommandsSettings;
import io.nodepulse.commands.recordscrape.IngestSettings;
import io.nodepulse.events.service.ArchiveSettings;
import io.nodepulse.events.service.CommonSettings;
import io.nodepulse.events.service.PersonsSettings;
import io.nodepulse.events.service.StoreSettings;
import io.nodepulse.projections.ProjectionsSettings;
import io.nodepulse.query.QuerySettings;
import io.nodepulse.query.install.InstallSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Every setting of ours: the records that the services read them into are the one list, with their
 * types and defaults. What none of them reads is a mistake.
 */
final class KnownSettings {

    static final String ROOT = "nodepulse";

    private static final List<Class<? extends Record>> RECORDS =
            List.of(
                    CommonSettings.class,
                    CommandsSettings.class,
                    StoreSettings.class,
                    PersonsSettings.class,
                    AdminSettings.class,
                    ListenerSettings.class,
                    AccessSettings.class,
                    IngestSettings.class,
                    AuditSettings.class,
                    SegmentSettings.class,
                    ArchiveSettings.class,
                    BucketSettings.class,
                    ProjectionsSettings.class,
                    QuerySettings.class,
                    InstallSettings.class);

    /** A valid part of a name that no setting has. */
    private static final String ANY = "any0";

    /** What these were called before. */
    private static final Map<String, String> RENAMED =
            Map.of("nodepulse.store-patience", "nodepulse.store-timeout");

    /** Patterns of names: a part that is {@code *} stands for any. */
    private final List<ConfigurationPropertyName> patterns;

    private KnownSettings(List<ConfigurationPropertyName> patterns) {
        this.patterns = patterns;
    }

    static KnownSettings read() {
        List<ConfigurationPropertyName> patterns = new ArrayList<>();
        for (Class<? extends Record> type : RECORDS) {
            addNames(ConfigurationPropertyName.of(prefix(type)), type, patterns);
        }
        return new KnownSettings(patterns);
    }

    /** Reads all of them, as the services do at their start. */
    static void bindAll(Binder binder) {
        RECORDS.forEach(type -> binder.bindOrCreate(prefix(type), type));
    }

    private static String prefix(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).value();
    }

    private static void addNames(
            ConfigurationPropertyName prefix,
            Class<?> type,
            List<ConfigurationPropertyName> patterns) {
        for (RecordComponent component : type.getRecordComponents()) {
            addName(prefix.append(dashed(component.getName())), component, patterns);
        }
    }

    private static void addName(
            ConfigurationPropertyName name,
            RecordComponent component,
            List<ConfigurationPropertyName> patterns) {
        Class<?> type = component.getType();
        if (type.isRecord()) {
            addNames(name, type, patterns);
        } else if (type == Map.class && valueType(component) instanceof Class<?> record) {
            addNames(name.append(ANY), record, patterns);
        } else if (type == Map.class) {
            patterns.add(name.append(ANY));
        } else {
            patterns.add(name);
        }
    }

    private static Type valueType(RecordComponent map) {
        return ((ParameterizedType) map.getGenericType()).getActualTypeArguments()[1];
    }

    private static String dashed(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a setting of that name, if anything is. */
    Optional<String> problem(ConfigurationPropertyName name) {
        if (patterns.stream().anyMatch(pattern -> matches(pattern, name))) {
            return Optional.empty();
        }
        String renamed = RENAMED.get(name.toString());
        return Optional.of(
                renamed != null
                        ? "%s is called %s now".formatted(name, renamed)
                        : "there is no setting %s, but %s".formatted(name, siblings(name)));
    }

    /** A list has its elements' indexes behind its name. */
    private static boolean matches(
            ConfigurationPropertyName pattern, ConfigurationPropertyName name) {
        int parts = pattern.getNumberOfElements();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            if (i >= parts) {
                if (!name.isNumericIndex(i)) {
                    return false;
                }
            } else if (!pattern.getElement(i, Form.ORIGINAL).equals(ANY)
                    && !pattern.getElement(i, Form.UNIFORM)
                            .equals(name.getElement(i, Form.UNIFORM))) {
                return false;
            }
        }
        return name.getNumberOfElements() >= parts;
    }

    /** The settings that stand where that one would. */
    private String siblings(ConfigurationPropertyName name) {
        for (ConfigurationPropertyName at = name.getParent(); ; at = at.getParent()) {
            ConfigurationPropertyName above = at;
            List<String> below =
                    patterns.stream()
                            .filter(pattern -> above.isAncestorOf(pattern))
                            .map(pattern -> pattern.toString().replace(ANY, "<id>"))
                            .distinct()
                            .sorted()
                            .toList();
            if (!below.isEmpty() || at.isEmpty()) {
                return String.join(", ", below);
            }
        }
    }
}
