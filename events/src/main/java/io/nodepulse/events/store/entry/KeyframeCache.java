package io.nodepulse.events.store.entry;

import io.nodepulse.events.wire.Keyframe;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The most recently used keyframes, bounded by the process groups in them: a group takes 24 bytes,
 * as its name is shared with all others of that name, and some 70 more where its exporter does not
 * keep the order of its groups, which are found by name then. Thread-safe.
 */
public final class KeyframeCache<K> {

    /** 5,000 servers of 200 groups, 24 to 100 MB. When full, the least recently used leave. */
    public static final int MAX_GROUPS = 1_000_000;

    private static final int MAX_NAMES = 100_000;

    private final Map<K, Keyframe> keyframes = new LinkedHashMap<>(16, 0.75f, true);
    private final SharedNames names = new SharedNames(MAX_NAMES);
    private final int maxGroups;
    private int groups;

    public KeyframeCache(int maxGroups) {
        this.maxGroups = maxGroups;
    }

    public synchronized @Nullable Keyframe get(K key) {
        return keyframes.get(key);
    }

    /**
     * Keeps a keyframe.
     *
     * @return what is kept: equal, with shared names; whoever goes on with it, and not with what
     *     was given, has the same {@link io.nodepulse.events.wire.ProcessNames} as its deltas
     */
    public synchronized Keyframe put(K key, Keyframe keyframe) {
        remove(key);
        Keyframe kept = keyframe.sharingNames(names::shared);
        keyframes.put(key, kept);
        groups += keyframe.scrape().size();
        Iterator<Keyframe> oldest = keyframes.values().iterator();
        while (groups > maxGroups && keyframes.size() > 1) {
            groups -= oldest.next().scrape().size();
            oldest.remove();
        }
        return kept;
    }

    public synchronized void remove(K key) {
        Keyframe removed = keyframes.remove(key);
        if (removed != null) {
            groups -= removed.scrape().size();
        }
    }
}
