package io.nodepulse.events.wire;

import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.wire.StoredEvent.PayloadForm;
import io.nodepulse.events.wire.StoredEvent.TagPair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A seeded server whose processes come, work, go and return, in an order that sometimes changes.
 * Every other one has optional figures, of some processes and for some time each.
 */
public final class RandomHistory {

    private static final String[] WORDS = {
        "nginx", "kworker/0:1", "java", "Ünïcode", "名前", "a{b=\"c\"}", "<b>", "🚀rocket", "x"
    };

    private final Random random;
    private final UUID serverId;
    private final RandomFigures figures;
    private final Map<String, double[]> processes = new LinkedHashMap<>();
    private Instant now = Instant.ofEpochMilli(1_761_825_600_000L);

    public RandomHistory(long seed) {
        random = new Random(seed);
        serverId = new UUID(random.nextLong(), random.nextLong());
        figures = new RandomFigures(seed);
        int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 2000 : 200);
        for (int i = 0; i < count; i++) {
            birth();
        }
    }

    public List<ProcessSampled> nextScrape() {
        now = now.plusMillis(1 + random.nextInt(60_000));
        processes.keySet().removeIf(name -> processes.size() > 1 && random.nextInt(20) == 0);
        if (random.nextInt(3) == 0) {
            birth();
        }
        figures.nextScrape();
        List<ProcessSampled> samples = new ArrayList<>();
        processes.forEach((name, state) -> samples.add(sample(name, state)));
        if (random.nextInt(4) == 0) {
            Collections.shuffle(samples, random);
        }
        return samples;
    }

    public HostSampled nextHost() {
        Map<HostMetric, Double> values = new EnumMap<>(HostMetric.class);
        values.put(HostMetric.LOAD_1MIN, random.nextDouble() * 8);
        for (HostMetric metric : HostMetric.values()) {
            if (random.nextBoolean()) {
                values.put(metric, value());
            }
        }
        return new HostSampled(serverId, now, values);
    }

    public List<StoredEvent> nextStoredEvents() {
        List<StoredEvent> events = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            byte[] payload = new byte[random.nextInt(100)];
            random.nextBytes(payload);
            TreeSet<TagPair> tags = new TreeSet<>();
            tags.add(new TagPair("server", serverId.toString()));
            TreeMap<String, String> metadata = new TreeMap<>();
            metadata.put("request", word());
            events.add(
                    new StoredEvent(
                            new UUID(random.nextLong(), i).toString(),
                            word(),
                            "1." + i,
                            Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                            tags,
                            metadata,
                            PayloadForm.values()[random.nextInt(3)],
                            payload));
        }
        return events;
    }

    private void birth() {
        String name = word() + random.nextInt(5000);
        processes.put(
                name, new double[] {random.nextInt(100_000) / 100.0, random.nextInt(1 << 20)});
    }

    private ProcessSampled sample(String name, double[] state) {
        if (random.nextInt(3) == 0) {
            state[0] = random.nextInt(50) == 0 ? 0 : state[0] + random.nextInt(1500) / 100.0;
            state[1] = Math.max(0, state[1] + random.nextInt(2001) - 1000);
        }
        double cpuSeconds = random.nextInt(200) == 0 ? Math.abs(value()) : state[0];
        long residentBytes =
                random.nextInt(200) == 0 ? random.nextLong() >>> 1 : ((long) state[1]) * 4096;
        return new ProcessSampled(
                serverId,
                now,
                name,
                1 + random.nextInt(40),
                cpuSeconds,
                residentBytes,
                figures.next(name));
    }

    /** Any finite double, the extreme ones included. */
    private double value() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.MIN_VALUE;
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
