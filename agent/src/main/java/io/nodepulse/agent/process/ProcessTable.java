package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * The process groups, kept from scrape to scrape, so that a scrape of known names allocates
 * nothing. Source names are found by an open-addressing hash table over their bytes. Used by one
 * thread.
 *
 * <p>At most {@value #MAX_NAMES} names are told apart: a fork bomb that gives itself names cannot
 * exhaust memory, and what comes beyond is summed up. Names without living processes are forgotten
 * when the table is half full.
 */
final class ProcessTable {

    static final int MAX_NAMES = 8_192;

    private final List<GroupRule> rules;
    private @Nullable SourceGroup[] slots = new @Nullable SourceGroup[256];
    private final List<SourceGroup> sources = new ArrayList<>();
    private final List<SentGroup> sent = new ArrayList<>();
    private final Map<String, SentGroup> sentByName = new HashMap<>();
    private final SentGroup other =
            new SentGroup(GroupNames.json(GroupNames.OTHER), /* newborn= */ false);
    private final SourceGroup overflow = new SourceGroup(new byte[0], other, /* shared= */ true);
    private boolean hadScrape;

    ProcessTable(List<GroupRule> rules) {
        this.rules = rules;
    }

    /** Starts a scrape: every group has reported nothing. */
    void begin() {
        for (SourceGroup group : sources) {
            group.begin();
        }
        overflow.begin();
    }

    /** The group of that name, made where it is new; the shared one where there is no room. */
    SourceGroup find(byte[] bytes, int from, int to) {
        int slot = slotOf(bytes, from, to);
        SourceGroup group = slots[slot];
        if (group != null) {
            return group;
        }
        if (sources.size() == MAX_NAMES) {
            return overflow;
        }
        group = create(Arrays.copyOfRange(bytes, from, to));
        sources.add(group);
        slots[slot] = group;
        if (sources.size() * 2 > slots.length) {
            rehash(slots.length * 2);
        }
        return group;
    }

    /** Sums the scrape up; returns how many groups were left out because a figure is missing. */
    int sum() {
        for (SentGroup group : sent) {
            group.begin();
        }
        other.begin();
        int incomplete = 0;
        for (SourceGroup group : sources) {
            incomplete += group.addToTarget() ? 0 : 1;
        }
        overflow.addToTarget();
        hadScrape = true;
        if (sources.size() > MAX_NAMES / 2) {
            forgetTheDead();
        }
        return incomplete;
    }

    /** Ends a scrape that was read process by process. */
    void reportCounted() {
        for (SourceGroup group : sources) {
            group.reportCounted();
        }
        overflow.reportCounted();
    }

    /** What is sent for all groups that are not kept apart. */
    SentGroup other() {
        return other;
    }

    /** What can be sent, groups without processes included. */
    List<SentGroup> sent() {
        return sent;
    }

    private SourceGroup create(byte[] name) {
        String sentName = GroupNames.clean(name);
        for (GroupRule rule : rules) {
            Matcher matcher = rule.match().matcher(sentName);
            if (matcher.matches()) {
                sentName = rule.name();
                break;
            }
        }
        SentGroup target = sentByName.get(sentName);
        if (target == null) {
            byte[] json = GroupNames.json(sentName);
            target = new SentGroup(json, hadScrape);
            sentByName.put(sentName, target);
            sent.add(target);
        }
        return new SourceGroup(name, target, /* shared= */ false);
    }

    private void forgetTheDead() {
        sources.removeIf(group -> !group.isAlive());
        sent.removeIf(group -> group.procs() == 0);
        sentByName.values().removeIf(group -> group.procs() == 0);
        rehash(slots.length);
    }

    private void rehash(int length) {
        slots = new @Nullable SourceGroup[length];
        for (SourceGroup group : sources) {
            slots[slotOf(group.name(), 0, group.name().length)] = group;
        }
    }

    /** The slot of that name, or the free one where it belongs. */
    private int slotOf(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        while (true) {
            SourceGroup group = slots[slot];
            if (group == null
                    || Arrays.equals(group.name(), 0, group.name().length, bytes, from, to)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }
}
