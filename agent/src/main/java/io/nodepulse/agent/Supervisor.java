package io.nodepulse.agent;

import io.nodepulse.agent.config.AgentConfig;
import io.nodepulse.agent.config.ConfigException;
import io.nodepulse.agent.config.ConfigLoader;
import io.nodepulse.agent.memory.ColdPages;
import io.nodepulse.agent.self.AgentStats;
import io.nodepulse.agent.telemetry.Log;

import java.io.IOException;
import java.util.Map;

/**
 * Runs the agent until SIGTERM or SIGINT, and under a new configuration after SIGHUP. The main
 * thread also looks after the connections once per minute and after the memory when that is due:
 * every awakening costs as much as a tenth of a scrape.
 */
final class Supervisor implements Signals.Receiver, Thread.UncaughtExceptionHandler {

    /** How long a write may hang beyond its timeout; reads have a timeout of their own. */
    private static final long TICK_MILLIS = 60_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CommandLine command;
    private final Map<String, String> environment;
    private final AgentStats stats = new AgentStats();
    private boolean stopRequested;
    private boolean reloadRequested;

    Supervisor(CommandLine command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    void run(AgentConfig first) throws IOException, InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(this);
        Agent agent = Agent.start(first, stats);
        Signals.handle(this);
        Log.info(
                "agent started",
                "version",
                AgentMain.version(),
                "server_id",
                first.serverId(),
                "endpoint",
                first.server().endpoint());
        ColdPages coldPages = new ColdPages(System.nanoTime());
        while (true) {
            awaitRequest(Math.min(TICK_MILLIS, coldPages.millisUntilDue(System.nanoTime())));
            if (stopRequested) {
                agent.stop();
                Log.info("agent stopped");
                return;
            }
            if (reloadRequested) {
                reloadRequested = false;
                agent = reload(agent);
            }
            agent.closeOverdue();
            coldPages.dropWhenDue(System.nanoTime());
        }
    }

    private Agent reload(Agent agent) throws IOException, InterruptedException {
        AgentConfig config;
        try {
            config = ConfigLoader.load(command.config(), environment, command.flags());
        } catch (ConfigException e) {
            Log.error("new configuration is bad, the old one stays", "problem", e.getMessage());
            return agent;
        }
        agent.stop();
        Agent next;
        try {
            next = Agent.start(config, stats);
        } catch (IOException e) {
            Log.error("new configuration fails, the old one stays", "reason", e.getMessage());
            next = Agent.start(agent.config(), stats);
        }
        Log.setLevel(next.config().level());
        Log.info("configuration loaded again", "endpoint", next.config().server().endpoint());
        return next;
    }

    @Override
    public synchronized void reload() {
        reloadRequested = true;
        notifyAll();
    }

    @Override
    public synchronized void stop() {
        stopRequested = true;
        notifyAll();
    }

    private synchronized void awaitRequest(long millis) throws InterruptedException {
        long end = System.nanoTime() / NANOS_PER_MILLI + millis;
        long left = millis;
        while (!stopRequested && !reloadRequested && left > 0) {
            wait(left);
            left = end - System.nanoTime() / NANOS_PER_MILLI;
        }
    }

    /** A thread that ends by a defect must not leave half an agent behind. */
    @Override
    public void uncaughtException(Thread thread, Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        Log.error(
                "agent ends, because it has a defect",
                "thread",
                thread.getName(),
                "defect",
                defect,
                "at",
                trace.length == 0 ? "" : trace[0]);
        Runtime.getRuntime().halt(1);
    }
}
