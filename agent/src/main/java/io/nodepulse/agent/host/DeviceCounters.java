package io.nodepulse.agent.host;

import io.nodepulse.agent.counter.CounterGrowth;
import io.nodepulse.agent.counter.NameTable;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counters of disks or of network interfaces, and their sums. A sum begins with what the devices
 * show in the first scrape and then grows by what each of them grew by, so that it does not fall
 * when a device is taken away, nor jump when one is added. Used by one thread.
 */
final class DeviceCounters {

    private final HostFigure[] figures;

    /** Place of each figure among those of a device, by its ordinal. */
    private final int[] places = new int[HostFigure.values().length];

    private final DeviceRule rule;
    private final NameTable<Device> devices = new NameTable<>();
    private final double[] sums;
    private boolean started;
    private boolean changed;

    /** Counters that are sent as the figures of that scope. */
    DeviceCounters(HostFigure.Scope scope, DeviceRule rule) {
        this.figures = HostFigure.in(scope).toArray(new HostFigure[0]);
        this.rule = rule;
        for (int i = 0; i < figures.length; i++) {
            places[figures[i].ordinal()] = i;
        }
        this.sums = new double[figures.length];
    }

    void begin() {
        for (Device device : devices.entries()) {
            device.begin();
        }
    }

    /** The device of that name, which this scrape has; null where it does not count. */
    @Nullable Device see(byte[] bytes, int from, int to) {
        Device device = devices.find(bytes, from, to);
        if (device == null) {
            byte[] name = Arrays.copyOfRange(bytes, from, to);
            boolean out = rule.isOut(new String(name, StandardCharsets.ISO_8859_1));
            device = new Device(name, figures.length, out);
            devices.add(device);
            changed = true;
        }
        device.see();
        return device.isOut() ? null : device;
    }

    /** Takes a reading of that device; false where this scrape has had it. */
    boolean set(Device device, HostFigure figure, double value) {
        return device.set(places[figure.ordinal()], value);
    }

    /** Ends a scrape that is whole; reports the sums. */
    void end(HostReadings to) {
        changed |= devices.removeIf(device -> !device.isSeen());
        rule.choose(devices.entries(), changed);
        changed = false;
        if (!started) {
            Arrays.fill(sums, Double.NaN);
        }
        for (Device device : devices.entries()) {
            if (!device.isOut()) {
                for (int i = 0; i < figures.length && device.counts(); i++) {
                    add(i, device.now(i), device.last(i));
                }
                device.end();
            }
        }
        started = true;
        for (int i = 0; i < figures.length; i++) {
            to.set(figures[i], sums[i]);
        }
    }

    private void add(int counter, double now, double last) {
        if (Double.isNaN(now)) {
            return;
        }
        double more = started ? 0 : now;
        if (started && !Double.isNaN(last)) {
            more = CounterGrowth.between(last, now, CounterGrowth.SMALL_FALL_COUNT);
        }
        sums[counter] = (Double.isNaN(sums[counter]) ? 0 : sums[counter]) + more;
    }

    /** Begins to count anew, with the next scrape. */
    void startAnew() {
        started = false;
    }
}
