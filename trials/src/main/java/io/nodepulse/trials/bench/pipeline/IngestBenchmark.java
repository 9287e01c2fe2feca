package io.nodepulse.trials.bench.pipeline;

import io.nodepulse.trials.bench.load.Pace;
import io.nodepulse.trials.bench.pipeline.LoadedSystem.Sustained;
import io.nodepulse.trials.bench.report.Effort;
import io.nodepulse.trials.bench.report.Measurement.Goal;
import io.nodepulse.trials.bench.report.Report;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Samples a second from the HTTP endpoint to the read model, with the load generator on the same
 * machine. The load is as much as goes without the projection falling behind: it is held back while
 * too many events wait.
 */
record IngestBenchmark(LoadedSystem loaded, Effort effort, Report report) {

    private static final double GOAL = 100_000;

    /**
     * @return samples a second
     */
    double run() throws InterruptedException, SQLException {
        Sustained sustained;
        try (LoadedSystem.Pushing pushing = loaded.push(Pace.unlimited())) {
            report.say("Warming up for %d s", effort.warmUp().toSeconds());
            pushing.sustain(effort.warmUp());
            report.say("Pushing for %d s", effort.ingest().toSeconds());
            sustained = pushing.sustain(effort.ingest());
        }
        tell(sustained);
        double rate = sustained.samplesPerSecond();
        loaded.drain();
        double adds = new RawAdds(loaded.system().valkeyUri()).samplesPerSecond();
        report.figure("raw pipelined XADD of the same bytes", adds, "samples/s");
        report.figure("end to end, to raw XADD", rate / adds, "ratio");
        double copy = new RawCopy(loaded.system().jdbcUrl()).samplesPerSecond();
        report.figure("raw COPY of the same rows", copy, "samples/s");
        report.figure("end to end, to raw COPY", rate / copy, "ratio");
        return rate;
    }

    private void tell(Sustained sustained) {
        double rate = sustained.samplesPerSecond();
        double samples = rate * sustained.seconds();
        report.figure("end to end", rate, "samples/s", Goal.atLeast(GOAL));
        report.figure("waiting, at most", sustained.mostWaiting(), "events");
        report.figure("waiting, at the end", sustained.waitingAtEnd(), "events");
        report.figure("waiting, at most, by the rate", sustained.mostWaiting() / rate, "s");
        report.figure("pushed again after a 503", sustained.repeated(), "pushes");
        Cpu cpu = sustained.cpu();
        report.figure(
                "CPU of the load generator", micros(sustained.loadCpu(), samples), "us/sample");
        report.figure(
                "CPU of the services",
                micros(cpu.services().minus(sustained.loadCpu()), samples),
                "us/sample");
        report.figure("CPU of Valkey", micros(cpu.valkey(), samples), "us/sample");
        report.figure("CPU of PostgreSQL", micros(cpu.postgres(), samples), "us/sample");
    }

    private static double micros(Duration cpu, double samples) {
        return cpu.toNanos() / 1e3 / samples;
    }
}
