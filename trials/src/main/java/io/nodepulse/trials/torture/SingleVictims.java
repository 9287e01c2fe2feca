package io.nodepulse.trials.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of each: the system of {@code nodepulse up}. */
final class SingleVictims implements Victims {

    private final Started started = new Started();
    private final ValkeyPart valkey;
    private final PostgresPart postgres;
    private final SegmentsPart segments;
    private final ServicesPart services;

    /**
     * @param bucket whether segments go to one, too
     */
    SingleVictims(Path directory, boolean bucket) throws IOException, InterruptedException {
        try {
            this.valkey = startValkey(directory.resolve("valkey"));
            this.postgres = Victims.startPostgres(directory, started);
            this.segments = SegmentsPart.start(directory, bucket, started);
            this.services =
                    started.add(
                            ServicesPart.start(
                                    directory.resolve("services"),
                                    new ServicesSettings(
                                            valkey.uri(),
                                            postgres.wiredJdbcUrl(),
                                            Map.of(
                                                    "NODEPULSE_VALKEY_PASSWORD",
                                                    valkey.password(),
                                                    PostgresPart.PASSWORD,
                                                    postgres.password()),
                                            0,
                                            segments,
                                            true)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private ValkeyPart startValkey(Path home) throws IOException, InterruptedException {
        return started.add(ValkeyPart.start(home, started.disk(home, ValkeyPart.DISK_MEGABYTES)));
    }

    @Override
    public List<ValkeyPart> valkeys() {
        return List.of(valkey);
    }

    @Override
    public PostgresPart postgres() {
        return postgres;
    }

    @Override
    public List<ServicesPart> services() {
        return List.of(services);
    }

    @Override
    public SegmentsPart segments() {
        return segments;
    }

    @Override
    public List<Pair> pairs() {
        return List.of();
    }

    /** What one Valkey has acknowledged is on its disk. */
    @Override
    public boolean mayLose() {
        return false;
    }

    /** A Valkey on its own is whole as soon as it is started again. */
    @Override
    public void awaitWhole() {}

    @Override
    public void close() throws IOException {
        started.close();
    }
}
