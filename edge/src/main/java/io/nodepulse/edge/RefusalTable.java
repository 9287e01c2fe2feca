package io.nodepulse.edge;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the exceptions of a module are answered: a row per type, and the counter of what is refused.
 * Each module has one, as a bean, for what its own controllers throw; several that share a context
 * do not meddle. Immutable.
 */
public final class RefusalTable {

    private final String scope;
    private final @Nullable RefusalCounter counter;
    private final Map<Class<?>, Function<Throwable, Refused>> rows;

    private RefusalTable(
            String scope,
            @Nullable RefusalCounter counter,
            Map<Class<?>, Function<Throwable, Refused>> rows) {
        this.scope = scope;
        this.counter = counter;
        this.rows = rows;
    }

    /** An empty one for the controllers in the package of that class and below. */
    public static RefusalTable of(Class<?> inPackage) {
        return new RefusalTable(inPackage.getPackageName(), null, Map.of());
    }

    /** An empty one for what any controller throws that its own module has no row for. */
    public static RefusalTable ofAll() {
        return new RefusalTable("", null, Map.of());
    }

    /** The same, which counts. */
    public RefusalTable counted(RefusalCounter by) {
        return new RefusalTable(scope, by, rows);
    }

    /** The same, with the answer to exceptions of that type and of those below it. */
    public <E extends Throwable> RefusalTable row(Class<E> type, Function<E, Refused> answer) {
        Map<Class<?>, Function<Throwable, Refused>> more = new LinkedHashMap<>(rows);
        more.put(type, failure -> answer.apply(type.cast(failure)));
        return new RefusalTable(scope, counter, more);
    }

    /** The same, with an answer that is always the same. */
    public RefusalTable row(Class<? extends Throwable> type, Refused answer) {
        return row(type, failure -> answer);
    }

    /** Whether controllers of that package are answered for. */
    boolean covers(String controllersPackage) {
        return scope.isEmpty() || (controllersPackage + '.').startsWith(scope + '.');
    }

    boolean isOfAll() {
        return scope.isEmpty();
    }

    /** The answer of the nearest row, if there is one. */
    Optional<Refused> find(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            Function<Throwable, Refused> row = rows.get(type);
            if (row != null) {
                return Optional.of(row.apply(failure));
            }
        }
        return Optional.empty();
    }

    Optional<RefusalCounter> counter() {
        return Optional.ofNullable(counter);
    }
}
