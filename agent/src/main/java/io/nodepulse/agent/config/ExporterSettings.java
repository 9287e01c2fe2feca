package io.nodepulse.agent.config;

import io.nodepulse.agent.config.AgentConfig.Exporter;
import io.nodepulse.agent.config.AgentConfig.Source;
import io.nodepulse.agent.config.Settings.FoundSetting;
import io.nodepulse.agent.config.Settings.SettingKey;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.process.GroupRule;
import io.nodepulse.agent.process.LargestSettings;
import io.nodepulse.agent.process.ProcFigures;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the section {@code exporters}; without one, those that have pages are found automatically.
 */
final class ExporterSettings {

    private static final int DEFAULT_MAX_GROUPS = 500;

    private static final HttpTarget UNUSED = HttpTarget.parse("http://127.0.0.1/");

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.$-]*");

    private final Settings settings;
    private final Map<String, YamlReader.Scalar> scalars;
    private final Duration interval;
    private final List<ExporterKind> seen = new ArrayList<>();

    ExporterSettings(Settings settings, Map<String, YamlReader.Scalar> scalars, Duration interval) {
        this.settings = settings;
        this.scalars = scalars;
        this.interval = interval;
    }

    List<Exporter> all() {
        List<Exporter> exporters = new ArrayList<>();
        for (int i = 0; hasPath("exporters[" + i + "]"); i++) {
            String path = "exporters[" + i + "].";
            ExporterKind kind = kind(new SettingKey(path + "name", path + "name"));
            if (kind != null) {
                add(exporters, path, kind);
            }
        }
        if (!hasPath("exporters")) {
            for (ExporterKind kind : ExporterKind.values()) {
                if (kind.hasPages()) {
                    add(exporters, "exporters." + kind.key() + ".", kind);
                }
            }
        }
        return List.copyOf(exporters);
    }

    private boolean hasPath(String path) {
        for (String key : scalars.keySet()) {
            if (key.startsWith(path)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ExporterKind kind(SettingKey key) {
        FoundSetting found = settings.find(key);
        String allowed = "must be process_exporter, node_exporter or cgroup, each at most once";
        if (found == null) {
            settings.missing(key, allowed);
            return null;
        }
        ExporterKind kind = ExporterKind.ofKey(found.text());
        if (kind == null || seen.contains(kind)) {
            settings.refuse(found, allowed);
            return null;
        }
        seen.add(kind);
        return kind;
    }

    private void add(List<Exporter> to, String path, ExporterKind kind) {
        String name = "exporters." + kind.key() + ".";
        boolean enabled = settings.flag(new SettingKey(path + "enabled", name + "enabled"), true);
        FoundSetting endpoint = settings.find(new SettingKey(path + "endpoint", name + "endpoint"));
        ExporterTimes times = ExporterTimes.read(settings, path, name, interval);
        HttpTarget target = target(endpoint, kind);
        List<String> trustedUsers =
                trustedUsers(new SettingKey(path + "trusted_users", name + "trusted_users"));
        AgentConfig.Access access = new ExporterAccessReader(settings, path, name).of(target);
        boolean process = kind == ExporterKind.PROCESS_EXPORTER;
        boolean grouped = kind != ExporterKind.NODE_EXPORTER;
        Source source = sourceOf(endpoint, trustedUsers);
        boolean fromProc = process && source == Source.PROCFS;
        List<GroupRule> groups = grouped ? groups(path, fromProc) : List.of();
        SettingKey figures = new SettingKey(path + "proc_figures", name + "proc_figures");
        ProcFigures procFigures = process ? procFigures(figures) : ProcFigures.USUAL;
        LargestSettings largest =
                process
                        ? new LargestSettingsReader(
                                        settings, path, name, mayReadProc(source, times))
                                .read()
                        : LargestSettings.NONE;
        SettingKey maxGroups = new SettingKey(path + "max_groups", name + "max_groups");
        long limit = grouped ? settings.number(maxGroups, 1, 5_000, DEFAULT_MAX_GROUPS) : 1;
        if (enabled) {
            to.add(
                    new Exporter(
                            kind,
                            source,
                            target,
                            trustedUsers,
                            access,
                            times.interval(),
                            times.timeout(),
                            times.fallBackAfter(),
                            procFigures,
                            largest,
                            groups,
                            (int) limit));
        }
    }

    /** Any account may listen where an exporter would: none is looked for unless one is named. */
    private static Source sourceOf(@Nullable FoundSetting endpoint, List<String> trustedUsers) {
        if (isAddress(endpoint)) {
            return Source.HTTP;
        }
        boolean auto = endpoint == null || endpoint.text().equals("auto");
        return auto && !trustedUsers.isEmpty() ? Source.AUTO : Source.PROCFS;
    }

    private static boolean mayReadProc(Source source, ExporterTimes times) {
        return source != Source.HTTP || !times.fallBackAfter().isZero();
    }

    private static boolean isAddress(@Nullable FoundSetting endpoint) {
        return endpoint != null
                && !endpoint.text().equals("auto")
                && !endpoint.text().equals("procfs");
    }

    private List<String> trustedUsers(SettingKey key) {
        FoundSetting found = settings.find(key);
        if (found == null) {
            return List.of();
        }
        List<String> users = List.of(found.text().strip().split("[ ,]+"));
        if (!users.stream().allMatch(ACCOUNT.asMatchPredicate())) {
            settings.refuse(found, "must be names or numbers of accounts, with blanks between");
        }
        return users;
    }

    private ProcFigures procFigures(SettingKey key) {
        FoundSetting found = settings.find(key);
        if (found == null) {
            return ProcFigures.USUAL;
        }
        Set<ProcFigures.Part> parts = EnumSet.noneOf(ProcFigures.Part.class);
        if (!found.text().equals("none")) {
            for (String word : found.text().strip().split("[ ,]+")) {
                ProcFigures.Part part = ProcFigures.Part.ofWord(word);
                if (part == null) {
                    settings.refuse(
                            found,
                            "must be none, or some of io, fds, status, threads, smaps, with blanks"
                                    + " between");
                    return ProcFigures.USUAL;
                }
                parts.add(part);
            }
        }
        return new ProcFigures(parts);
    }

    private HttpTarget target(@Nullable FoundSetting endpoint, ExporterKind kind) {
        if (!kind.hasPages()) {
            if (endpoint != null && !endpoint.text().equals("auto")) {
                settings.refuse(endpoint, "must be auto: nothing but the kernel tells of it");
            }
            return UNUSED;
        }
        HttpTarget usual = HttpTarget.parse(kind.defaultEndpoint());
        if (endpoint == null || !isAddress(endpoint)) {
            return usual;
        }
        try {
            return HttpTarget.parse(endpoint.text());
        } catch (IllegalArgumentException _) {
            settings.refuse(
                    endpoint,
                    "must be an address such as " + kind.defaultEndpoint() + ", procfs or auto");
            return usual;
        }
    }

    private List<GroupRule> groups(String path, boolean fromProc) {
        int count = 0;
        while (hasPath(path + "groups[" + count + "]")) {
            count++;
        }
        return new GroupRulesReader(settings, path, fromProc).all(count);
    }
}
