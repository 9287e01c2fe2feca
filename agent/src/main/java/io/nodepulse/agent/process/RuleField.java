package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

/** What is asked of a process by a rule for groups, in the order of what it costs to find out. */
public enum RuleField {
    /** The name as the source spells it, the only one that pages have. */
    COMM("match", "comm"),
    /** The executable: its file name, or its path. */
    EXE("exe", "exe"),
    /** The systemd unit or container. */
    UNIT("unit", "unit"),
    /** The account: its name, or its number. */
    USER("user", "user"),
    /** The arguments with blanks between; no name can be made of all of them. */
    CMDLINE("cmdline", null);

    private final String key;
    private final @Nullable String reference;

    RuleField(String key, @Nullable String reference) {
        this.key = key;
        this.reference = reference;
    }

    /** As the condition is written in the configuration. */
    public String key() {
        return key;
    }

    /** As a name refers to it, or null where it cannot. */
    @Nullable String reference() {
        return reference;
    }

    /** Whether a page of an exporter does not say it. */
    boolean needsProc() {
        return this != COMM;
    }
}
