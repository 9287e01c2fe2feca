package io.nodepulse.agent.config;

import io.nodepulse.agent.config.Settings.FoundSetting;
import io.nodepulse.agent.config.Settings.SettingKey;
import io.nodepulse.agent.process.LargestSettings;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads what is sent of the largest processes behind the groups.
 *
 * @param path of the exporter, below which the keys stand
 * @param name of flags, below which they stand there
 * @param fromProc whether processes may come from /proc, which alone tells them apart
 */
record LargestSettingsReader(Settings settings, String path, String name, boolean fromProc) {

    LargestSettings read() {
        boolean listed = settings.flag(key("largest_processes"), true);
        boolean arguments = settings.flag(key("send_arguments"), false);
        Pattern hidden = hidden();
        if (arguments) {
            requireList(listed);
        }
        return new LargestSettings(listed && fromProc, arguments, hidden);
    }

    private void requireList(boolean listed) {
        if (!fromProc) {
            refuse(
                    "must not be true beside an exporter's page, which has none: set endpoint: procfs");
        } else if (!listed) {
            refuse("must not be true where largest_processes is false");
        }
    }

    private void refuse(String problem) {
        FoundSetting found = settings.find(key("send_arguments"));
        if (found != null) {
            settings.refuse(found, problem);
        }
    }

    private @Nullable Pattern hidden() {
        FoundSetting found = settings.find(key("hide_in_arguments"));
        if (found == null) {
            return null;
        }
        try {
            return Pattern.compile(found.text());
        } catch (PatternSyntaxException e) {
            settings.refuse(found, "must be a regular expression (" + e.getDescription() + ")");
            return null;
        }
    }

    private SettingKey key(String key) {
        return new SettingKey(path + key, name + key);
    }
}
