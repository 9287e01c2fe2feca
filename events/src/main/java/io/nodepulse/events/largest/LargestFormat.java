package io.nodepulse.events.largest;

import io.nodepulse.events.InvalidFieldException;
import io.nodepulse.events.wire.ByteReader;
import io.nodepulse.events.wire.ByteWriter;
import io.nodepulse.events.wire.Deflate;
import io.nodepulse.events.wire.MalformedEntryException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one list:
 *
 * <pre>
 * byte      version, 1
 * varint    sampledAt, milliseconds since 1970
 * deflated, its length before:
 *   varint  span, milliseconds
 *   varint  number of processes, of each:
 *     string  group; empty for the same as before
 *     varint  pid
 *     string  user; empty for not known
 *     varint  start, seconds since 1970; 0 for not known
 *     varint  CPU, microseconds and 1; 0 for not known
 *     varint  resident bytes
 *     string  arguments; empty for not known
 * </pre>
 *
 * The time stands in it because a sorted set has every member once.
 */
final class LargestFormat {

    private static final int VERSION = 1;
    private static final double MICROS = 1e6;

    private LargestFormat() {}

    static byte[] write(LargestProcesses list) {
        ByteWriter columns = new ByteWriter(32 * (list.processes().size() + 1));
        columns.putVarLong(list.span().toMillis());
        columns.putVarLong(list.processes().size());
        String group = "";
        for (LargestProcess process : list.processes()) {
            columns.putString(process.group().equals(group) ? "" : process.group());
            group = process.group();
            write(process, columns);
        }
        ByteWriter out = new ByteWriter(columns.length());
        out.putByte(VERSION);
        out.putVarLong(list.sampledAt().toEpochMilli());
        Deflate.write(columns, out);
        return out.toByteArray();
    }

    private static void write(LargestProcess process, ByteWriter to) {
        double cpuSeconds = process.cpuSeconds();
        to.putVarLong(process.pid());
        to.putString(orEmpty(process.user()));
        to.putVarLong(process.startSeconds());
        to.putVarLong(Double.isNaN(cpuSeconds) ? 0 : Math.round(cpuSeconds * MICROS) + 1);
        to.putVarLong(process.residentBytes());
        to.putString(orEmpty(process.arguments()));
    }

    /**
     * @throws MalformedEntryException if these are not the bytes of a list
     */
    static LargestProcesses read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        int version = in.readByte();
        if (version != VERSION) {
            throw new MalformedEntryException("a list of version " + version + " is not known");
        }
        Instant sampledAt = Instant.ofEpochMilli(in.readVarLong());
        ByteReader columns = Deflate.read(in);
        Duration span = Duration.ofMillis(columns.readVarLong());
        int count = columns.readCount("processes", LargestProcesses.MAX_PROCESSES);
        List<LargestProcess> processes = new ArrayList<>(count);
        try {
            String group = "";
            for (int i = 0; i < count; i++) {
                String given = columns.readString();
                group = given.isEmpty() ? group : given;
                processes.add(read(group, columns));
            }
            columns.needEnd();
            return new LargestProcesses(sampledAt, span, processes);
        } catch (InvalidFieldException e) {
            throw new MalformedEntryException("a list says what none can: " + e.getMessage(), e);
        }
    }

    private static LargestProcess read(String group, ByteReader from) {
        int pid = from.readCount("pid", Integer.MAX_VALUE);
        String user = from.readString();
        long startSeconds = from.readVarLong();
        long cpuMicros = from.readVarLong();
        long residentBytes = from.readVarLong();
        String arguments = from.readString();
        return new LargestProcess(
                group,
                pid,
                orNull(user),
                startSeconds,
                cpuMicros == 0 ? Double.NaN : (cpuMicros - 1) / MICROS,
                residentBytes,
                orNull(arguments));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
