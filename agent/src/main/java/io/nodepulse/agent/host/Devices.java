package io.nodepulse.agent.host;

/**
 * Which devices count in sums over a host: each byte once, where it enters or leaves the machine.
 * Devices stacked on others (partitions, RAID, LVM, bridges, tunnels, containers) would count it
 * twice.
 */
final class Devices {

    private static final String[] STACKED_DISKS = {
        "loop", "ram", "zram", "dm-", "md", "sr", "fd", "nbd", "drbd", "bcache"
    };

    private static final String[] STACKED_INTERFACES = {
        "veth", "docker", "br-", "virbr", "lxc", "lxd", "cni", "flannel", "cali", "cilium", "kube",
        "podman", "vnet", "tun", "tap", "tailscale", "wg", "dummy", "ifb", "bond", "team", "sit",
        "gre", "ip6", "ipvs", "nodelocal", "erspan", "macvtap", "vxlan"
    };

    private Devices() {}

    /** Whether that is a whole disk, such as sda, vda, nvme0n1 or mmcblk0. */
    static boolean isRealDisk(String name) {
        if (name.isEmpty() || startsWithAny(name, STACKED_DISKS)) {
            return false;
        }
        if (name.startsWith("nvme") || name.startsWith("mmcblk")) {
            int afterNumber = name.indexOf(name.startsWith("nvme") ? 'n' : 'k', 4) + 1;
            for (int i = afterNumber; i < name.length(); i++) {
                if (!isDigit(name.charAt(i))) {
                    return false;
                }
            }
            return true;
        }
        boolean lettered = name.startsWith("sd") || name.startsWith("vd") || name.startsWith("hd");
        return !((lettered || name.startsWith("xvd")) && isDigit(name.charAt(name.length() - 1)));
    }

    /** Whether that is an interface of the machine itself; loopback and VLANs are none. */
    static boolean isRealInterface(String name) {
        return !name.isEmpty()
                && !name.equals("lo")
                && name.indexOf('.') < 0
                && !startsWithAny(name, STACKED_INTERFACES);
    }

    private static boolean startsWithAny(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
