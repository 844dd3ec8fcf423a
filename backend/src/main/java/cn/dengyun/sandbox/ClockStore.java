package cn.dengyun.sandbox;

import cn.dengyun.platform.rows.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/** Keeps how far the time was moved, so that it goes on from there after a restart. */
@ApplicationScoped
class ClockStore {

    private static final String READ = "SELECT ahead_micros FROM sandbox_clock";
    private static final Statement WRITE = Statement.of("""
            INSERT INTO sandbox_clock (ahead_micros) VALUES ($1)
            ON CONFLICT ON CONSTRAINT sandbox_clock_pk DO UPDATE SET ahead_micros = excluded.ahead_micros
            """);

    private static final int NANOS_A_MICROSECOND = 1_000;

    private final DataSource database;
    private final Pool pool;

    ClockStore(DataSource database, Pool pool) {
        this.database = database;
        this.pool = pool;
    }

    /** What was kept last, nothing when the time was never moved. It waits, and is asked before anything else runs. */
    Duration read() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Duration.of(row.getLong(1), ChronoUnit.MICROS) : Duration.ZERO;
        }
    }

    Uni<Void> write(Duration ahead) {
        return WRITE.execute(pool, ahead.toNanos() / NANOS_A_MICROSECOND).replaceWithVoid();
    }
}
