package cn.dengyun.platform.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool with the bounds that Quarkus has no settings for. By default a queue without end and 30 seconds of patience
 * turn an overload into an outage; here those who come too late are told so at once and come again.
 */
@Singleton
class BoundedPool implements PgPoolCreator {

    private static final int PATIENCE_SECONDS = 2;

    /** Prepared statements kept for each connection; more than the platform has. */
    private static final int PREPARED_STATEMENTS = 512;

    @Override
    public Pool create(Input input) {
        PoolOptions bounds = new PoolOptions(input.poolOptions());
        bounds.setConnectionTimeout(PATIENCE_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS);
        for (PgConnectOptions connection : input.pgConnectOptionsList()) {
            connection.setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS);
        }
        return PgBuilder.pool()
                .with(bounds)
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
