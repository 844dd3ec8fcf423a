package cn.dengyun.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.startup.DengyunConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A trail of its own, in tables of its own, some years old. */
@QuarkusTest
class AuditRetentionTest {

    @Inject
    Vertx vertx;

    @Inject
    AuditContext context;

    @TempDir
    Path folder;

    /** Few, so that a test has some. */
    private static final int CHECKPOINT_EVERY = 5;

    private final Config config = ConfigProvider.getConfig();
    private final String schema = "retention_" + UUID.randomUUID().toString().replace("-", "");
    private final Clock today = Clock.systemUTC();
    private Pool pool;
    private AuditKeys keys;
    private AuditChainStore store;
    private AuditTrail present;
    private AuditTrail past;

    @BeforeEach
    void tablesOfItsOwn() throws Exception {
        Flyway.configure()
                .dataSource(
                        text("quarkus.datasource.jdbc.url"),
                        text("quarkus.flyway.username"),
                        text("quarkus.flyway.password"))
                .schemas(schema)
                .placeholders(Map.of("application-role", text("quarkus.datasource.username")))
                .load()
                .migrate();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(text("quarkus.datasource.jdbc.url"));
        source.setUser(text("quarkus.datasource.username"));
        source.setPassword(text("quarkus.datasource.password"));
        source.setCurrentSchema(schema);
        pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(PgConnectOptions.fromUri(text("quarkus.datasource.reactive.url"))
                        .setUser(text("quarkus.datasource.username"))
                        .setPassword(text("quarkus.datasource.password"))
                        .addProperty("search_path", schema))
                .using(vertx.getDelegate())
                .build());
        keys = new AuditKeys(source, settings(), today);
        keys.read(null, null);
        store = new AuditChainStore(pool);
        AuditBuffer buffer = new AuditBuffer(pool, vertx, new SimpleMeterRegistry());
        present = new AuditTrail(context, keys, buffer, today);
        Instant threeYearsAgo = today.instant().minus(Duration.ofDays(3 * 366));
        past = new AuditTrail(context, keys, buffer, Clock.fixed(threeYearsAgo, ZoneOffset.UTC));
    }

    @AfterEach
    void gone() throws Exception {
        WorkerThread.await(pool.close());
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA " + schema + " CASCADE");
        }
    }

    @Test
    void whatIsOldGoesIntoAFileAndBothPartsStayVerifiable() throws Exception {
        write(past, 6);
        checkpointAge(Duration.ofDays(3 * 366));
        write(present, 3);

        long moved = retention().archive();

        assertThat(moved).isEqualTo(6);
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(TrailDatabase.verifyAlone(files.get(0))).isEqualTo("OK");
        WorkerThread.await(sequencer().sequence());
        AuditVerdict verdict = new AuditChain(store, keys).verify(done -> {}, () -> false);
        assertThat(verdict.finding()).isNull();
        assertThat(verdict.after()).isEqualTo(6);
        assertThat(verdict.head()).isEqualTo(10);
    }

    @Test
    void anArchiveThatWasChangedIsFound() throws Exception {
        write(past, 6);
        checkpointAge(Duration.ofDays(3 * 366));
        long unused = retention().archive();
        Path file = files().get(0);

        Files.writeString(file, Files.readString(file).replace("/things/3", "/things/4"));

        assertThat(TrailDatabase.verifyAlone(file)).isEqualTo("CHANGED at 4");
    }

    @Test
    void whatIsYoungStays() throws Exception {
        write(present, 6);

        assertThat(retention().archive()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void aBeginningThatWasRemovedOtherwiseIsFound() throws Exception {
        write(past, 6);
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("SET search_path TO " + schema);
            statement.execute("DELETE FROM audit_chain WHERE position <= 3");
            statement.execute("INSERT INTO audit_archive SELECT 3, previous, 3, 'none', 'none', now() FROM audit_chain"
                    + " WHERE position = 4");
        }

        AuditVerdict verdict = new AuditChain(store, keys).verify(done -> {}, () -> false);

        assertThat(verdict.finding()).isEqualTo(new AuditFinding(AuditFinding.Wrong.DELETED, 3));
    }

    private void write(AuditTrail trail, int count) {
        for (int i = 0; i < count; i++) {
            AuditNote note = new AuditNote("thing.changed", "/api/v1/things/" + i, null, null, "{}", null);
            WorkerThread.await(pool.withTransaction(connection -> trail.write(connection, note)));
        }
        WorkerThread.await(sequencer().sequence());
    }

    /** A checkpoint says when it was made, and this one was made in the past. */
    private void checkpointAge(Duration age) throws Exception {
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE " + schema + ".audit_checkpoint SET made_at = made_at - interval '"
                    + age.toSeconds() + " seconds'");
        }
    }

    private AuditSequencer sequencer() {
        return new AuditSequencer(pool, vertx, keys, CHECKPOINT_EVERY, today);
    }

    private AuditRetention retention() {
        return new AuditRetention(store, new AuditArchiveStore(pool), present, settings(), here(), pool, vertx, today);
    }

    private List<Path> files() throws Exception {
        Path archive = folder.resolve("audit");
        if (Files.notExists(archive)) {
            return List.of();
        }
        try (var files = Files.list(archive)) {
            return files.toList();
        }
    }

    private String text(String name) {
        return config.getValue(name, String.class);
    }

    private DengyunConfig here() {
        return new DengyunConfig() {
            @Override
            public boolean demo() {
                return false;
            }

            @Override
            public Path dataDir() {
                return folder;
            }

            @Override
            public boolean embeddedDatabase() {
                return false;
            }
        };
    }

    private AuditConfig settings() {
        return new AuditConfig() {
            @Override
            public Optional<Integer> keepYears() {
                return Optional.of(2);
            }

            @Override
            public Optional<String> key() {
                return Optional.of("bm90IGEgc2VjcmV0LCBvbmx5IGEgdGVzdCBrZXkgISE=");
            }
        };
    }
}
