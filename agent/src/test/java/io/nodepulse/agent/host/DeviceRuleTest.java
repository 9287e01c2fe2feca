package io.nodepulse.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of devices, and those of them that count. */
class DeviceRuleTest {

    @TempDir Path sys;

    @Test
    void disksByName() {
        DiskRule names = new DiskRule(null);
        expect(names, "sda sda1 sda15 sdb", "sda sdb");
        expect(names, "vda vda1 sdaa sdaa1", "vda sdaa");
        expect(names, "xvda1 xvdb xvdb1", "xvda1 xvdb");
        expect(names, "nvme0n1 nvme0n1p1 nvme0n1p12", "nvme0n1");
        expect(names, "mmcblk0 mmcblk0p1 mmcblk0boot0", "mmcblk0 mmcblk0boot0");
        expect(names, "rbd18 rbd18p1 nbd0 nbd0p1", "rbd18 nbd0");
        expect(names, "sda dm-0 md127 md127p1 bcache0 drbd1 zd0", "sda");
        expect(names, "loop0 loop0p1 ram0 zram0 sr0 fd0 dasda dasda1", "dasda");
        expect(names, "cciss/c0d0 cciss/c0d0p1", "cciss/c0d0");
    }

    @Test
    void disksBySys() throws IOException {
        folders("class/block/sda", "class/block/sda1", "class/block/xvda1", "class/block/vg0");
        folders("class/block/vg0/slaves/sda", "class/block/sda/slaves", "class/block/sdx9");
        Files.createFile(sys.resolve("class/block/sda1/partition"));
        folders("class/block/cciss!c0d0p1");
        Files.createFile(sys.resolve("class/block/cciss!c0d0p1/partition"));
        DiskRule rule = new DiskRule(new SysDevices(sys));
        expect(rule, "sda sda1 xvda1 vg0", "sda xvda1");
        expect(rule, "sda1 sdx9 cciss/c0d0p1", "sdx9");
        expect(rule, "rbd18 rbd18p1 loop0 dm-0", "rbd18");
    }

    @Test
    void interfacesByName() {
        InterfaceRule names = new InterfaceRule(null);
        expect(
                names,
                "lo eth0 enp3s0 ens5 eno1np0 wlan0 wwan0 ib0",
                "eth0 enp3s0 ens5 eno1np0 wlan0 wwan0 ib0");
        expect(names, "eth0 br0 br-1f2e bridge0 vmbr0 virbr0 docker0 lxdbr0", "eth0");
        expect(names, "eth0 eth0.100 vlan5 bond0 team0 bond0.7", "eth0");
        expect(
                names,
                "eth0 tun0 tap3 wg0 tailscale0 ppp0 sit0 gretap0 ip6tnl0 vxlan.calico",
                "eth0");
        expect(names, "eth0 veth12ab calif00 cilium_host flannel.1 cni0 kube-ipvs0 vnet3", "eth0");
        expect(names, "eth0 tap100i0 fwbr100i0 fwpr100p0 fwln100i0 dummy0 ifb0 macvtap1", "eth0");
        expect(names, "brcm0 tg3", "brcm0 tg3");
    }

    @Test
    void interfacesBySys() throws IOException {
        folders("class/net/eth0/device", "class/net/eth1/device", "class/net/tap-uplink/device");
        folders("class/net/br0/bridge", "class/net/uplink7/lower_eth0", "class/net/vf0/device");
        Files.createSymbolicLink(sys.resolve("class/net/vf0/master"), Path.of("../eth1"));
        Files.createSymbolicLink(sys.resolve("class/net/eth0/master"), Path.of("../br0"));
        InterfaceRule rule = new InterfaceRule(new SysDevices(sys));
        expect(rule, "lo eth0 br0 eth1 vf0", "eth0 eth1");
        expect(rule, "tap-uplink uplink7 odd0", "tap-uplink");
    }

    @Test
    void interfacesOfAContainerHaveNoHardware() throws IOException {
        folders("class/net/eth0", "class/net/br5x/bridge", "class/net/up/lower_eth0");
        folders("class/net/office");
        Files.createFile(sys.resolve("class/net/office/tun_flags"));
        InterfaceRule rule = new InterfaceRule(new SysDevices(sys));
        expect(rule, "lo eth0 br0 br5x up office veth1", "eth0");
    }

    private void folders(String... paths) throws IOException {
        for (String path : paths) {
            Files.createDirectories(sys.resolve(path));
        }
    }

    private static void expect(DeviceRule rule, String names, String counted) {
        List<Device> devices = new ArrayList<>();
        for (String name : names.split(" ")) {
            devices.add(new Device(name.getBytes(US_ASCII), 1, rule.isOut(name)));
        }
        rule.choose(devices, /* changed= */ true);
        List<@Nullable String> seen = new ArrayList<>();
        for (Device device : devices) {
            if (device.counts()) {
                seen.add(device.text());
            }
        }
        assertThat(seen).containsExactly(counted.split(" "));
    }
}
