package io.nodepulse.agent.host;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whole disks of the machine, local or behind a network, each once.
 *
 * <p>A partition is what /sys calls one; on an exporter's page, and where /sys does not know the
 * name, it is what is called like another disk with a number behind it: {@code sda1} beside {@code
 * sda}, {@code rbd18p1} beside {@code rbd18}. Xen's {@code xvda1} without an {@code xvda} is a
 * disk. Of a multipath NVMe namespace, the kernel counts requests at {@code nvme0n1}, at its paths
 * {@code nvme0c0n1} and following, or at both: the paths count where the namespace shows nothing.
 */
final class DiskRule implements DeviceRule {

    /** Made of other disks, of files or of memory, or with media that come and go. */
    private static final String[] VIRTUAL = {
        "loop", "ram", "zram", "dm-", "md", "sr", "scd", "fd", "drbd", "bcache", "zd", "nullb"
    };

    private final @Nullable SysDevices sys;
    private final List<Path> paths = new ArrayList<>();

    private record Path(Device device, Device namespace) {}

    /** The rule for the machine of that /sys; without one, names must tell. */
    DiskRule(@Nullable SysDevices sys) {
        this.sys = sys;
    }

    @Override
    public boolean isOut(String name) {
        return name.isEmpty() || Names.startWithAny(name, VIRTUAL);
    }

    @Override
    public void choose(List<Device> devices, boolean changed) {
        if (changed) {
            paths.clear();
            Map<String, Device> present = new HashMap<>();
            devices.forEach(device -> present.put(device.text(), device));
            for (Device device : devices) {
                device.setCounts(!device.isOut() && isWhole(device.text(), present.keySet()));
                Device namespace = present.get(namespaceOfPath(device.text()));
                if (namespace != null) {
                    paths.add(new Path(device, namespace));
                }
            }
        }
        for (Path path : paths) {
            path.device().setCounts(!path.namespace().hasWorked());
        }
    }

    private boolean isWhole(String name, Set<String> present) {
        if (sys != null && sys.hasDisk(name)) {
            return !sys.isPartition(name) && !sys.hasSlaves(name);
        }
        int number = name.length();
        while (number > 0 && Names.isDigit(name.charAt(number - 1))) {
            number--;
        }
        if (number == 0 || number == name.length()) {
            return true;
        }
        boolean ofNumbered =
                number > 1
                        && name.charAt(number - 1) == 'p'
                        && Names.isDigit(name.charAt(number - 2))
                        && present.contains(name.substring(0, number - 1));
        return !ofNumbered && !present.contains(name.substring(0, number));
    }

    /** The namespace nvme0n1 of a path nvme0c1n1; of anything else an empty name. */
    private static String namespaceOfPath(String name) {
        int c = name.indexOf('c');
        int n = name.indexOf('n', Math.max(c, 0));
        boolean path =
                name.startsWith("nvme")
                        && c > 4
                        && n > c + 1
                        && Names.areDigits(name, 4, c)
                        && Names.areDigits(name, c + 1, n)
                        && Names.areDigits(name, n + 1, name.length());
        return path ? name.substring(0, c) + name.substring(n) : "";
    }
}
