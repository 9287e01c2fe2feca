package io.nodepulse.events.store.index;

import io.nodepulse.events.store.read.ScrapeIndex;
import io.nodepulse.events.store.valkey.EventStoreUnavailableException;
import io.nodepulse.events.store.valkey.MomentaryRead;
import io.nodepulse.events.store.valkey.MomentaryRead.ScoredMember;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What stands in the index of a tag, or of a day of scrapes.
 *
 * @param marks its members in their order
 * @param problem what is wrong with it whatever the entries are, or null
 */
record StoredMembers(List<IndexMark> marks, @Nullable String problem) {

    private static final String WRONG_TYPE = "WRONGTYPE";

    /** The members up to a sequence; what is beyond the head of now is a problem. */
    static StoredMembers read(RedissonClient redisson, ShardKeys keys, String key, long upTo) {
        MomentaryRead read = new MomentaryRead(redisson);
        Supplier<@Nullable String> head = read.field(keys.head(), "sequence");
        try {
            StoredMembers stored = keys.isTag(key) ? tagged(read, key) : scrapes(read, key);
            String now = head.get();
            return stored.upTo(upTo, now == null ? 0 : Long.parseLong(now));
        } catch (EventStoreUnavailableException e) {
            if (String.valueOf(e.getMessage()).toUpperCase(Locale.ROOT).contains(WRONG_TYPE)) {
                return new StoredMembers(List.of(), "is no index at all");
            }
            throw e;
        }
    }

    private static StoredMembers tagged(MomentaryRead read, String key) {
        Supplier<List<ScoredMember>> members = read.members(key);
        read.run();
        List<IndexMark> marks = new ArrayList<>();
        for (ScoredMember member : members.get()) {
            String text = member.text();
            int colon = text.indexOf(':');
            String sequence = Long.toString((long) member.score());
            if (colon < 0 || !text.substring(0, colon).equals(sequence)) {
                return new StoredMembers(
                        marks, "has a member '%s' at %s".formatted(text, sequence));
            }
            marks.add(new IndexMark(Long.parseLong(sequence), text.substring(colon + 1)));
        }
        return new StoredMembers(marks, null);
    }

    private static StoredMembers scrapes(MomentaryRead read, String key) {
        Supplier<byte @Nullable []> steps = read.bytes(key);
        read.run();
        byte[] bytes = steps.get();
        if (bytes == null) {
            return new StoredMembers(List.of(), null);
        }
        return new StoredMembers(
                ScrapeIndex.decode(bytes).stream()
                        .map(at -> EntryMarks.scrapeMark(at.lastSequence(), at.millis()))
                        .toList(),
                ScrapeIndex.isWhole(bytes) ? null : "ends in the middle of a step");
    }

    private StoredMembers upTo(long sequence, long head) {
        String wrong = problem;
        if (wrong == null && marks.stream().anyMatch(mark -> mark.sequence() > head)) {
            wrong = "has a member beyond the head, " + head;
        }
        return new StoredMembers(
                marks.stream().filter(mark -> mark.sequence() <= sequence).toList(), wrong);
    }

    /** Without what retention may have removed the entry of. */
    StoredMembers after(long sequence) {
        return new StoredMembers(
                marks.stream().filter(mark -> mark.sequence() > sequence).toList(), problem);
    }
}
