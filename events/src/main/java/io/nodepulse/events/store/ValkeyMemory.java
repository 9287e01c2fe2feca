package io.nodepulse.events.store;

import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Memory of one server of Valkey that takes events.
 *
 * @param usedBytes what it has
 * @param maxBytes it takes nothing more from there on; 0 where nothing bounds it but the machine
 */
public record ValkeyMemory(long usedBytes, long maxBytes) {

    static List<ValkeyMemory> of(RedissonClient redisson) {
        Collection<? extends RedisNode> nodes =
                redisson.getConfig().isClusterConfig()
                        ? redisson.getRedisNodes(RedisNodes.CLUSTER).getMasters()
                        : List.of(redisson.getRedisNodes(RedisNodes.SINGLE).getInstance());
        return nodes.stream().map(node -> of(node.info(RedisNode.InfoSection.MEMORY))).toList();
    }

    private static ValkeyMemory of(Map<String, String> told) {
        return new ValkeyMemory(
                Long.parseLong(told.getOrDefault("used_memory", "0")),
                Long.parseLong(told.getOrDefault("maxmemory", "0")));
    }
}
