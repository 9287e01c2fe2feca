package io.nodepulse.agent;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Hears Unix signals. Java has no public way to hear SIGHUP; {@code sun.misc} is what the module
 * jdk.unsupported keeps for this.
 */
final class Signals implements SignalHandler {

    /** What the agent does on signals. */
    interface Receiver {

        /** SIGHUP arrived. */
        void reload();

        /** SIGTERM or SIGINT arrived. */
        void stop();
    }

    private final Receiver receiver;

    private Signals(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Tells the receiver of every signal from now on, on a thread of the runtime. */
    static void handle(Receiver receiver) {
        Signals signals = new Signals(receiver);
        Signal.handle(new Signal("HUP"), signals);
        Signal.handle(new Signal("TERM"), signals);
        Signal.handle(new Signal("INT"), signals);
    }

    @Override
    public void handle(Signal signal) {
        if (signal.getName().equals("HUP")) {
            receiver.reload();
        } else {
            receiver.stop();
        }
    }
}
