package io.nodepulse.agent;

import java.lang.reflect.Proxy;

/**
 * Handles Unix signals. Java has no public way to hear SIGHUP; {@code sun.misc.Signal} of the
 * module jdk.unsupported is reached by reflection, because naming it makes the compiler warn.
 */
final class Signals {

    private Signals() {}

    /** Runs the action whenever the signal of that name, for example {@code HUP}, arrives. */
    static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, _) -> {
                                if (method.getName().equals("handle")) {
                                    action.run();
                                }
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot handle SIG" + name, e);
        }
    }
}
