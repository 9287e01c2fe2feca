package io.nodepulse.agent.host;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The network interfaces through which bytes enter and leave the machine.
 *
 * <p>Where /sys shows hardware behind some, these count, but for one that is a part of another (the
 * virtual function under a cloud's synthetic interface). Where it shows none, as in a container,
 * and on an exporter's page, names must tell: whatever is not called like something virtual counts.
 */
final class InterfaceRule implements DeviceRule {

    /**
     * Beginnings of names of bridges, VLANs, bonds, tunnels, taps and ends of containers' links.
     */
    private static final String[] VIRTUAL = {
        "veth",
        "docker",
        "bridge",
        "br-",
        "br_",
        "virbr",
        "vmbr",
        "lxcbr",
        "lxdbr",
        "xenbr",
        "cbr",
        "ovs",
        "lxc",
        "lxd",
        "cni",
        "flannel",
        "cali",
        "cilium",
        "weave",
        "kube",
        "podman",
        "antrea",
        "genev",
        "vxlan",
        "vlan",
        "vnet",
        "fwbr",
        "fwpr",
        "fwln",
        "azv",
        "eni",
        "gke",
        "tun",
        "tap",
        "utun",
        "tailscale",
        "wg",
        "zt",
        "nebula",
        "ppp",
        "dummy",
        "ifb",
        "bond",
        "team",
        "bat",
        "sit",
        "gre",
        "ip6",
        "ip_vti",
        "ipip",
        "vti",
        "ipsec",
        "xfrm",
        "ipvs",
        "ipvlan",
        "macvlan",
        "macvtap",
        "nodelocal",
        "erspan",
        "teql",
        "nlmon",
        "vcan"
    };

    private final @Nullable SysDevices sys;

    /** The rule for the machine of that /sys; without one, names must tell. */
    InterfaceRule(@Nullable SysDevices sys) {
        this.sys = sys;
    }

    /** Hardware may be called whatever its owner likes. */
    @Override
    public boolean isOut(String name) {
        return name.isEmpty() || (isVirtual(name) && (sys == null || !sys.hasHardware(name)));
    }

    private static boolean isVirtual(String name) {
        boolean numberedBridge =
                name.startsWith("br") && name.length() > 2 && Names.isDigit(name.charAt(2));
        return name.equals("lo")
                || name.indexOf('.') >= 0
                || numberedBridge
                || Names.startWithAny(name, VIRTUAL);
    }

    @Override
    public void choose(List<Device> devices, boolean changed) {
        if (!changed) {
            return;
        }
        SysDevices known = sys;
        boolean anyHardware = false;
        for (Device device : devices) {
            anyHardware |= known != null && !device.isOut() && known.hasHardware(device.text());
        }
        for (Device device : devices) {
            String name = device.text();
            boolean counts =
                    known != null && anyHardware
                            ? isOwnHardware(name, known)
                            : !isVirtual(name) && (known == null || !known.isStacked(name));
            device.setCounts(counts && !device.isOut());
        }
    }

    private static boolean isOwnHardware(String name, SysDevices sys) {
        String master = sys.master(name);
        return sys.hasHardware(name) && (master == null || !sys.hasHardware(master));
    }
}
