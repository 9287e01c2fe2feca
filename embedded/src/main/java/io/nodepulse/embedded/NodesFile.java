package io.nodepulse.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node of a cluster has saved of its nodes, as in {@code id host:port@bus,name,key=value,…
 * flags primary …}.
 *
 * <p>A node does not start again from a file that gives a primary and its replica different shard
 * ids ("corrupted cluster config file"; valkey-io/valkey issues 774 and 2171, mended by 2174). New
 * nodes learn each other's shard ids a while after all else.
 */
final class NodesFile {

    /** Its name in the data directory. */
    static final String NAME = "nodes.conf";

    private static final Pattern SHARD_ID = Pattern.compile("shard-id=(\\p{XDigit}+)");
    private static final String NO_PRIMARY = "-";

    private NodesFile() {}

    static boolean agreesOnShards(Path file) throws IOException {
        return agreesOnShards(Files.readAllLines(file));
    }

    private static boolean agreesOnShards(List<String> lines) {
        Map<String, String> shardIds = new HashMap<>();
        Map<String, String> primaries = new HashMap<>();
        for (String line : lines) {
            Matcher shardId = SHARD_ID.matcher(line);
            if (shardId.find()) {
                String[] words = line.split(" ", -1);
                shardIds.put(words[0], shardId.group(1));
                primaries.put(words[0], words[3].equals(NO_PRIMARY) ? words[0] : words[3]);
            }
        }
        return !shardIds.isEmpty()
                && primaries.entrySet().stream()
                        .allMatch(
                                e ->
                                        Objects.equals(
                                                shardIds.get(e.getKey()),
                                                shardIds.get(e.getValue())));
    }
}
