package io.nodepulse.trials.torture;

import io.nodepulse.embedded.ValkeyCluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A Valkey Cluster of three primaries with a replica each, and two instances of the services. */
final class ClusterVictims implements Victims {

    private static final int INSTANCES = 2;

    private final Started started = new Started();
    private final int replicas;
    private final List<NodePart> nodes = new ArrayList<>();
    private final List<ServicesPart> services = new ArrayList<>();
    private final ValkeyCluster cluster;
    private final List<Pair> pairs;
    private final PostgresPart postgres;
    private final SegmentsPart segments;

    /**
     * @param replicas that must have an append before it is acknowledged, 0 or 1
     * @param bucket whether segments go to one, too
     */
    ClusterVictims(Path directory, int replicas, boolean bucket)
            throws IOException, InterruptedException {
        this.replicas = replicas;
        try {
            this.cluster = startCluster(directory.resolve("valkey"));
            this.pairs =
                    IntStream.range(0, ValkeyCluster.PAIRS)
                            .mapToObj(i -> new Pair(cluster, i, directory.resolve("copies/" + i)))
                            .toList();
            this.postgres = Victims.startPostgres(directory, started);
            this.segments = SegmentsPart.start(directory, bucket, started);
            for (int i = 0; i < INSTANCES; i++) {
                services.add(startServices(directory.resolve("services-" + i), i == 0));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private ValkeyCluster startCluster(Path directory) throws IOException, InterruptedException {
        List<Optional<SmallDisk>> disks = new ArrayList<>();
        for (int i = 0; i < ValkeyCluster.NODES; i++) {
            disks.add(started.disk(ValkeyCluster.home(directory, i), ValkeyPart.DISK_MEGABYTES));
        }
        ValkeyCluster made = ValkeyCluster.start(directory);
        started.add(made::close);
        for (int i = 0; i < ValkeyCluster.NODES; i++) {
            nodes.add(new NodePart(made, i, disks.get(i)));
        }
        return made;
    }

    private ServicesPart startServices(Path home, boolean audited) throws IOException {
        return started.add(
                ServicesPart.start(
                        home,
                        new ServicesSettings(
                                cluster.uri(),
                                postgres.wiredJdbcUrl(),
                                Map.of(PostgresPart.PASSWORD, postgres.password()),
                                replicas,
                                segments,
                                audited)));
    }

    @Override
    public List<NodePart> valkeys() {
        return List.copyOf(nodes);
    }

    @Override
    public PostgresPart postgres() {
        return postgres;
    }

    @Override
    public List<ServicesPart> services() {
        return List.copyOf(services);
    }

    @Override
    public SegmentsPart segments() {
        return segments;
    }

    @Override
    public List<Pair> pairs() {
        return pairs;
    }

    @Override
    public boolean mayLose() {
        return replicas == 0;
    }

    /** With every replica in step: one lost node at a time is what replicas are for. */
    @Override
    public void awaitWhole() {
        cluster.awaitWhole();
    }

    @Override
    public void close() throws IOException {
        started.close();
    }
}
