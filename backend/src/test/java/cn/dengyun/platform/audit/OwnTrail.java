package cn.dengyun.platform.audit;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A trail in tables of its own, which begins with nothing: whoever verifies it need not read what all other tests have
 * left in that of the platform.
 */
final class OwnTrail implements AutoCloseable {

    private final String schema = "trail_" + UUID.randomUUID().toString().replace("-", "");
    private final Vertx vertx;
    private final Clock clock;
    private final Pool pool;
    private final AuditKeys keys;
    private final AuditBuffer buffer;

    OwnTrail(Vertx vertx, Clock clock) throws Exception {
        this.vertx = vertx;
        this.clock = clock;
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
        keys = new AuditKeys(source, settings(), clock);
        keys.read(null, null);
        buffer = new AuditBuffer(pool, vertx, new SimpleMeterRegistry());
    }

    String schema() {
        return schema;
    }

    Pool pool() {
        return pool;
    }

    AuditChainStore store() {
        return new AuditChainStore(pool);
    }

    AuditChain chain() {
        return new AuditChain(store(), keys);
    }

    /** Writes into it what happens by this clock. */
    AuditTrail by(Clock other, AuditContext context) {
        return new AuditTrail(context, keys, buffer, other);
    }

    AuditSequencer sequencer(int checkpointEvery) {
        return new AuditSequencer(pool, vertx, keys, checkpointEvery, clock);
    }

    static AuditConfig settings() {
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

    private static String text(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @Override
    public void close() throws Exception {
        WorkerThread.await(pool.close());
        try (Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("DROP SCHEMA " + schema + " CASCADE");
        }
    }
}
