package cn.dengyun.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A real PostgreSQL server beside the platform, for those who configure none. */
public final class EmbeddedDatabase {

    private EmbeddedDatabase() {}

    public static void startUnlessConfigured() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(Path.of(System.getProperty("dengyun.data-dir", "data"), "pgdata"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .start();
            String address = "://localhost:" + server.getPort() + "/postgres";
            System.setProperty("quarkus.datasource.reactive.url", "postgresql" + address);
            System.setProperty("quarkus.datasource.jdbc.url", "jdbc:postgresql" + address);
            System.setProperty("quarkus.datasource.username", "postgres");
            System.setProperty("quarkus.datasource.password", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
