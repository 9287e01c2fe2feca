package io.nodepulse.projections.process;

import io.nodepulse.events.wire.ByteWriter;

import org.jspecify.annotations.Nullable;

/**
 * A scrape as what differs from an earlier one of the same server, its keyframe, which takes a
 * tenth of its bytes. docs/formats/scrape-changes.md draws the format; {@code admiral.scrape_rows}
 * reads it in SQL, to the last bit of a number. One use, by one thread.
 */
final class ScrapeChanges {

    private static final int FORMAT = 1;

    private static final int NUM_PROCS = 1;
    private static final int CPU_TICKS = 2;
    private static final int CPU_BITS = 4;
    private static final int RESIDENT_PAGES = 8;
    private static final int RESIDENT_REST = 16;
    private static final int CODE_BITS = 5;

    private static final int PAGE_BYTES = 4_096;
    private static final double TICKS_PER_SECOND = 100;

    /** Every whole number below is a double. */
    private static final double MAX_EXACT = 1L << 53;

    private static final int MANTISSA_BITS = 52;

    /** What a whole scrape takes, about: changes are worth it below. */
    private static final int BYTES_OF_SAMPLE = 16;

    private static final int BYTES_OF_ROW = 64;

    private final Scrape keyframe;
    private final Scrape scrape;
    private final ByteWriter out;
    private int place = -1;
    private boolean exact = true;

    private ScrapeChanges(Scrape keyframe, Scrape scrape) {
        this.keyframe = keyframe;
        this.scrape = scrape;
        this.out = new ByteWriter(BYTES_OF_ROW + 2 * scrape.nameKeys().length);
    }

    /** The changes; null where a whole scrape is shorter, or the only way to keep every bit. */
    static byte @Nullable [] of(Scrape keyframe, Scrape scrape) {
        return new ScrapeChanges(keyframe, scrape).encode();
    }

    private byte @Nullable [] encode() {
        NameChanges names = NameChanges.of(keyframe.nameKeys(), scrape.nameKeys());
        out.putVarLong(FORMAT);
        out.putVarLong(names.births().length);
        out.putVarLong(names.deaths().length);
        int last = 0;
        for (int birth : names.births()) {
            out.putVarLong(scrape.nameKeys()[birth] - last);
            last = scrape.nameKeys()[birth];
        }
        last = -1;
        for (int death : names.deaths()) {
            out.putVarLong(death - last - 1);
            last = death;
        }
        changes(names);
        int most = BYTES_OF_ROW + BYTES_OF_SAMPLE * scrape.nameKeys().length;
        return exact && out.length() <= most ? out.toByteArray() : null;
    }

    /** Of the names of the keyframe in their order, then of the births. */
    private void changes(NameChanges names) {
        int[] before = keyframe.nameKeys();
        int[] now = scrape.nameKeys();
        int i = 0;
        int j = 0;
        while (i < before.length && j < now.length) {
            if (before[i] == now[j]) {
                change(i, Sample.of(keyframe, i++), Sample.of(scrape, j++));
            } else if (before[i] < now[j]) {
                i++;
            } else {
                j++;
            }
        }
        for (int birth = 0; birth < names.births().length; birth++) {
            int at = names.births()[birth];
            change(before.length + birth, Sample.NONE, Sample.of(scrape, at));
        }
    }

    private record Sample(int numProcs, double cpuSeconds, long residentBytes) {

        private static final Sample NONE = new Sample(0, 0, 0);

        private static Sample of(Scrape scrape, int index) {
            return new Sample(
                    scrape.numProcs()[index],
                    scrape.cpuSeconds()[index],
                    scrape.residentBytes()[index]);
        }

        private long cpuBits() {
            return bits(cpuSeconds);
        }

        private double cpuTicks() {
            return Math.rint(cpuSeconds * TICKS_PER_SECOND);
        }
    }

    /**
     * @param at place among the names of the keyframe and the births
     */
    private void change(int at, Sample before, Sample now) {
        long procs = (long) now.numProcs() - before.numProcs();
        boolean sameCpu = now.cpuBits() == before.cpuBits();
        double base = now.cpuTicks() / TICKS_PER_SECOND;
        boolean hasBits = !sameCpu && bits(base) != now.cpuBits();
        long resident = now.residentBytes() - before.residentBytes();
        long pages = Math.floorDiv(resident, PAGE_BYTES);
        long rest = Math.floorMod(resident, PAGE_BYTES);
        int code =
                (procs == 0 ? 0 : NUM_PROCS)
                        | (sameCpu ? 0 : CPU_TICKS)
                        | (hasBits ? CPU_BITS : 0)
                        | (pages == 0 ? 0 : RESIDENT_PAGES)
                        | (rest == 0 ? 0 : RESIDENT_REST);
        if (code == 0) {
            return;
        }
        out.putVarLong((long) (at - place - 1) << CODE_BITS | code);
        place = at;
        if (procs != 0) {
            out.putZigZag(procs);
        }
        if (!sameCpu) {
            putTicks(before.cpuTicks(), now.cpuTicks());
        }
        if (hasBits) {
            putBits(base, now.cpuSeconds());
        }
        if (pages != 0) {
            out.putZigZag(pages);
        }
        if (rest != 0) {
            out.putVarLong(rest);
        }
    }

    private void putTicks(double before, double now) {
        exact &= before < MAX_EXACT && now < MAX_EXACT;
        out.putZigZag((long) (now - before));
    }

    /** What is to be added to the base, as a multiple of a power of two that divides both. */
    private void putBits(double base, double cpu) {
        double smaller = base == 0 ? cpu : Math.min(base, cpu);
        int exponent = Math.getExponent(smaller) - MANTISSA_BITS;
        double units = Math.scalb(cpu - base, -exponent);
        exact &=
                exponent <= 0
                        && exponent > Double.MIN_EXPONENT + MANTISSA_BITS
                        && Math.abs(units) < MAX_EXACT
                        && bits(base + units * Math.scalb(1.0, exponent)) == bits(cpu);
        out.putZigZag((long) units);
        out.putVarLong(-exponent);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
