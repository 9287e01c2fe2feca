package io.nodepulse.agent.host;

import java.util.List;

/**
 * Which devices count in sums over a host: each byte once, where it enters or leaves the machine.
 * What is stacked on others (partitions, RAID, LVM, bridges, VLANs, tunnels) would count it twice.
 */
interface DeviceRule {

    /** Whether the name alone says that the device does not count. */
    boolean isOut(String name);

    /**
     * Says of each device whether it counts.
     *
     * @param devices those of this scrape, with their readings
     * @param changed whether they are other ones than in the scrape before
     */
    void choose(List<Device> devices, boolean changed);
}
