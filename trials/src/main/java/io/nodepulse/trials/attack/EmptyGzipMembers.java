package io.nodepulse.trials.attack;

import io.nodepulse.trials.attack.Attack.Attempt;
import io.nodepulse.trials.attack.Attack.Finding;
import io.nodepulse.trials.bench.load.GeneratedFleet.Agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;

/** A body that unpacks to nothing, thirty thousand times. */
final class EmptyGzipMembers implements Attempt {

    private static final int MEMBERS = 30_000;
    private static final long MOST_LOG_BYTES = 16_384;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public Finding on(AttackedSystem target) throws IOException {
        Agent agent = target.agent();
        byte[] body = body();
        long logBefore = Files.size(target.system().log());
        long start = System.nanoTime();
        int status =
                target.client(1)
                        .bearing(agent.token())
                        .with("Content-Encoding", "gzip")
                        .post("/metrics/prometheus?server_id=" + agent.id(), body)
                        .status();
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        long logBytes = Files.size(target.system().log()) - logBefore;
        return new Finding(
                status == 400 && logBytes <= MOST_LOG_BYTES,
                "%d after %.0f ms, %,d bytes of log".formatted(status, millis, logBytes));
    }

    private static byte[] body() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        new GZIPOutputStream(member).close();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < MEMBERS; i++) {
            all.writeBytes(member.toByteArray());
        }
        return all.toByteArray();
    }
}
