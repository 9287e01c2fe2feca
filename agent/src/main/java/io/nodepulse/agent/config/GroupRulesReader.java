package io.nodepulse.agent.config;

import io.nodepulse.agent.config.Settings.FoundSetting;
import io.nodepulse.agent.config.Settings.SettingKey;
import io.nodepulse.agent.process.GroupRule;
import io.nodepulse.agent.process.GroupRule.Condition;
import io.nodepulse.agent.process.RuleField;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the rules for process groups.
 *
 * @param path of the exporter, below which {@code groups} stand
 * @param fromProc whether processes are read from /proc and never from an exporter's page
 */
record GroupRulesReader(Settings settings, String path, boolean fromProc) {

    /** Captures may not be called like what a name knows anyway. */
    private static final Set<String> FIELDS = Set.of("comm", "exe", "unit", "user");

    /** All rules, as many as {@code count}. */
    List<GroupRule> all(int count) {
        List<GroupRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String rule = path + "groups[" + i + "].";
            List<FoundSetting> found = new ArrayList<>();
            List<Condition> conditions = conditions(rule, found);
            FoundSetting name = settings.find(SettingKey.of(rule + "name"));
            if (found.isEmpty()) {
                settings.missing(
                        SettingKey.of(rule + "match"),
                        "must be a regular expression, unless there is one of exe, unit, user,"
                                + " cmdline");
            } else if (name == null) {
                settings.missing(SettingKey.of(rule + "name"), "must be the name to send instead");
            } else if (conditions.size() == found.size()) {
                add(rules, conditions, name);
            }
        }
        return List.copyOf(rules);
    }

    /** What a rule asks for and can be read; all that it asks for goes to {@code found}. */
    private List<Condition> conditions(String rule, List<FoundSetting> found) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> captures = new HashSet<>(FIELDS);
        for (RuleField field : RuleField.values()) {
            FoundSetting setting = settings.find(SettingKey.of(rule + field.key()));
            if (setting != null) {
                found.add(setting);
                Pattern pattern = pattern(setting, field, captures);
                if (pattern != null) {
                    conditions.add(new Condition(field, pattern));
                }
            }
        }
        return conditions;
    }

    private @Nullable Pattern pattern(FoundSetting setting, RuleField field, Set<String> captures) {
        if (field != RuleField.COMM && !fromProc) {
            settings.refuse(setting, needsProc());
            return null;
        }
        Pattern pattern;
        try {
            pattern = Pattern.compile(setting.text());
        } catch (PatternSyntaxException e) {
            settings.refuse(setting, "must be a regular expression (" + e.getDescription() + ")");
            return null;
        }
        for (String capture : pattern.namedGroups().keySet()) {
            if (!captures.add(capture)) {
                settings.refuse(
                        setting,
                        "must call its captures otherwise than comm, exe, unit, user and each"
                                + " other, not "
                                + capture);
                return null;
            }
        }
        return pattern;
    }

    private void add(List<GroupRule> rules, List<Condition> conditions, FoundSetting name) {
        try {
            GroupRule rule = new GroupRule(conditions, name.text());
            if (rule.needsProc() && !fromProc) {
                settings.refuse(name, needsProc());
            } else {
                rules.add(rule);
            }
        } catch (IllegalArgumentException e) {
            settings.refuse(name, String.valueOf(e.getMessage()));
        }
    }

    private static String needsProc() {
        return "must not stand beside an exporter's page, which does not say it: set endpoint:"
                + " procfs, or ask for match and name groups by ${comm} and its captures only";
    }
}
