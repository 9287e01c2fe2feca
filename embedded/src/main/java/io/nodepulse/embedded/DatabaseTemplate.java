package io.nodepulse.embedded;

import java.util.function.Consumer;

/**
 * Databases of the {@linkplain EmbeddedPostgres shared server} that begin with what is the same for
 * all of them, such as a schema: it is made once, and copied.
 */
public final class DatabaseTemplate {

    private final Consumer<String> preparation;
    private String name = "";

    private DatabaseTemplate(Consumer<String> preparation) {
        this.preparation = preparation;
    }

    /**
     * @param preparation is given the JDBC address of an empty database, and leaves no connection
     *     to it open: PostgreSQL copies none that somebody uses
     */
    public static DatabaseTemplate preparedBy(Consumer<String> preparation) {
        return new DatabaseTemplate(preparation);
    }

    /** The JDBC address of a new database; the first waits for the preparation. */
    public String newDatabase() {
        return EmbeddedPostgres.newDatabaseLike(prepared());
    }

    private synchronized String prepared() {
        if (name.isEmpty()) {
            String fresh = EmbeddedPostgres.nextName();
            EmbeddedPostgres.shared().createDatabase(fresh);
            preparation.accept(EmbeddedPostgres.shared().jdbcUrl(fresh));
            name = fresh;
        }
        return name;
    }
}
