package io.nodepulse.access.listener;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

import java.util.function.LongSupplier;

/**
 * Tomcat's adapter, which is given a request once its head is whole: from then until the answer no
 * deadline runs. What is left of the body is read after the answer, and has one again. Thread-safe.
 */
record WatchedAdapter(Adapter adapter, LongSupplier nanoTime) implements Adapter {

    @Override
    public void service(Request request, Response response) throws Exception {
        serving();
        try {
            adapter.service(request, response);
        } finally {
            waiting();
        }
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event)
            throws Exception {
        serving();
        try {
            return adapter.asyncDispatch(request, response, event);
        } finally {
            waiting();
        }
    }

    private static void serving() {
        if (WatchedHandler.CURRENT.isBound()) {
            WatchedHandler.CURRENT.get().serving();
        }
    }

    private void waiting() {
        if (WatchedHandler.CURRENT.isBound()) {
            WatchedHandler.CURRENT.get().waitFor(nanoTime.getAsLong());
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return adapter.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long time) {
        adapter.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        adapter.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return adapter.getDomain();
    }
}
