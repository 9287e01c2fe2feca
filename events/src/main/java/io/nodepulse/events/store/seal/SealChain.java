package io.nodepulse.events.store.seal;

import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.wire.EntryFormat;

/** The chains of seals of a shard. */
public enum SealChain {
    /** Every entry. Its oldest seals go when retention removes what they cover. */
    ALL("all"),
    /** The entries that retention keeps for ever: the life of the servers. */
    FACTS("facts");

    private final String code;

    SealChain(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Field of the shard's head that says how far the chain is. */
    public String headField() {
        return "sealed:" + code;
    }

    /** Field of the shard's head with the hash that the oldest seal follows on. */
    String anchorField() {
        return "anchor:" + code;
    }

    public boolean covers(RawEntry entry) {
        return this == ALL || EntryFormat.looksLikeFacts(entry.bytes());
    }
}
