package io.nodepulse.audit.notary;

import io.nodepulse.audit.notary.AppendLog.Appended;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads a shard page by page, each while the one before is worked on: one page ahead, never more.
 * Belongs to one thread.
 */
final class PageReader implements AutoCloseable {

    private final AppendLog log;
    private final int shard;
    private final int limit;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
    private CompletableFuture<List<Appended>> ahead;

    PageReader(AppendLog log, int shard, long after, int limit) {
        this.log = log;
        this.shard = shard;
        this.limit = limit;
        this.ahead = read(after);
    }

    private CompletableFuture<List<Appended>> read(long after) {
        return CompletableFuture.supplyAsync(() -> log.after(shard, after, limit), reader);
    }

    /** The next page, empty at the end. */
    List<Appended> next() {
        List<Appended> page = join(ahead);
        if (!page.isEmpty()) {
            ahead = read(page.getLast().lastSequence());
        }
        return page;
    }

    private static List<Appended> join(CompletableFuture<List<Appended>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
        reader.close();
    }
}
