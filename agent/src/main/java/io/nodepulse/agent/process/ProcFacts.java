package io.nodepulse.agent.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.procfs.ProcFiles;
import io.nodepulse.agent.scrape.ExporterStats;
import io.nodepulse.agent.scrape.LocalAccounts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules ask of one process, each file read when the first rule asks for it. What is forbidden
 * is counted and not known. Begun again for every process; used by one thread.
 */
final class ProcFacts implements GroupRules.Facts {

    /** Of the arguments, and of a cgroup's lines; what is behind is not looked at. */
    static final int MAX_BYTES = 4_096;

    private static final byte[] UID = "Uid:".getBytes(US_ASCII);
    private static final String DELETED = " (deleted)";

    private final ProcFiles files;
    private final ExporterStats stats;
    private final LocalAccounts accounts;
    private final Map<RuleField, List<String>> read = new EnumMap<>(RuleField.class);

    /** Of this scrape, in which many processes ask for the same few. */
    private final Map<Long, List<String>> users = new HashMap<>();

    private String pid = "";
    private boolean hasMemory;

    ProcFacts(ProcFiles files, ExporterStats stats, LocalAccounts accounts) {
        this.files = files;
        this.stats = stats;
        this.accounts = accounts;
    }

    void beginScrape() {
        users.clear();
    }

    /** Begins with a process; those without memory have no executable and no arguments. */
    void begin(String processId, boolean withMemory) {
        pid = processId;
        hasMemory = withMemory;
        read.clear();
    }

    @Override
    public List<String> of(RuleField field) {
        List<String> known = read.get(field);
        if (known == null) {
            known = find(field);
            read.put(field, known);
        }
        return known;
    }

    private List<String> find(RuleField field) {
        return switch (field) {
            case COMM -> List.of();
            case EXE -> hasMemory ? executable() : List.of();
            case UNIT -> unit();
            case USER -> user();
            case CMDLINE -> hasMemory ? arguments() : List.of();
        };
    }

    private List<String> executable() {
        String link = pid.concat("/exe");
        try {
            String path = Files.readSymbolicLink(files.root().resolve(link)).toString();
            path =
                    path.endsWith(DELETED)
                            ? path.substring(0, path.length() - DELETED.length())
                            : path;
            path = GroupNames.printable(path);
            return List.of(path.substring(path.lastIndexOf('/') + 1), path);
        } catch (IOException e) {
            countForbidden(link, e);
            return List.of();
        }
    }

    private List<String> unit() {
        String text = text("/cgroup");
        String unit = text == null ? null : CgroupUnit.of(text);
        return unit == null ? List.of() : List.of(GroupNames.printable(unit));
    }

    private List<String> arguments() {
        String text = text("/cmdline");
        return text == null
                ? List.of()
                : List.of(GroupNames.printable(text.replace('\0', ' ').strip()));
    }

    /** The account whose rights it has; accounts that are not of this machine go by number. */
    private List<String> user() {
        if (!load("/status")) {
            return List.of();
        }
        do {
            if (files.skip(UID)) {
                files.number();
                long effective = files.number();
                return effective < 0
                        ? List.of()
                        : users.computeIfAbsent(effective, this::spellings);
            }
        } while (files.nextLine());
        return List.of();
    }

    private List<String> spellings(long uid) {
        String number = Long.toString(uid);
        String name = accounts.name((int) uid);
        return name == null ? List.of(number) : List.of(name, number);
    }

    private @Nullable String text(String name) {
        return load(name) ? new String(files.bytes(), 0, files.length(), UTF_8) : null;
    }

    private boolean load(String name) {
        String file = pid.concat(name);
        try {
            files.load(file, MAX_BYTES);
            return true;
        } catch (IOException e) {
            countForbidden(file, e);
            return false;
        }
    }

    private void countForbidden(String file, IOException failure) {
        if (files.isForbidden(file, failure)) {
            stats.unreadable().incrementAndGet();
        }
    }
}
