package io.nodepulse.agent.host;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel says in /sys of its disks and network interfaces; the kernel's {@code
 * Documentation/ABI} lists the files. Read when a device is new, not at every scrape.
 */
final class SysDevices {

    private final File disks;
    private final File interfaces;

    /** The devices below that folder, which is /sys outside of tests. */
    SysDevices(Path root) {
        disks = root.resolve("class/block").toFile();
        interfaces = root.resolve("class/net").toFile();
    }

    /** Whether that is a disk or partition of this machine. */
    boolean hasDisk(String name) {
        return disk(name).exists();
    }

    boolean isPartition(String name) {
        return new File(disk(name), "partition").exists();
    }

    /** Whether the disk is made of others, as those of RAID and LVM are. */
    boolean hasSlaves(String name) {
        String[] slaves = new File(disk(name), "slaves").list();
        return slaves != null && slaves.length > 0;
    }

    /** A slash in a disk's name is an exclamation mark in that of its folder. */
    private File disk(String name) {
        return new File(disks, name.replace('/', '!'));
    }

    /** Whether hardware, real or a hypervisor's, is behind the interface. */
    boolean hasHardware(String name) {
        return new File(folder(name), "device").exists();
    }

    /** Whether the interface is a bridge, a bond, a tunnel, or lies on another one. */
    boolean isStacked(String name) {
        String[] files = folder(name).list();
        if (files == null) {
            return false;
        }
        for (String file : files) {
            if (file.equals("bridge")
                    || file.equals("bonding")
                    || file.equals("tun_flags")
                    || file.startsWith("lower_")) {
                return true;
            }
        }
        return false;
    }

    /** The interface that this one is a part of, or null. */
    @Nullable String master(String name) {
        try {
            Path master = Files.readSymbolicLink(new File(folder(name), "master").toPath());
            Path last = master.getFileName();
            return last == null ? null : last.toString();
        } catch (IOException _) {
            return null;
        }
    }

    private File folder(String name) {
        return new File(interfaces, name);
    }
}
