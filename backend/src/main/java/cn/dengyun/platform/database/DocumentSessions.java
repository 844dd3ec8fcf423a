package cn.dengyun.platform.database;

import cn.dengyun.platform.frame.ChangedMeanwhile;
import io.quarkus.hibernate.orm.runtime.JPAConfig;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.hibernate.JDBCException;
import org.hibernate.engine.creation.internal.SessionCreationOptions;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.jdbc.spi.SqlExceptionHelper;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionFactoryImpl;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hibernate.reactive.pool.impl.ExternalSqlClientPool;
import org.hibernate.reactive.session.impl.ReactiveSessionImpl;

/**
 * Opens Hibernate's sessions, the only place that does. One that changes documents stands on the connection of a unit
 * of work that somebody else has begun and will end, so that documents, events, audit and key commit together or not.
 *
 * <p>Hibernate Reactive has no public way to open a session on a connection that is already there. What is used instead
 * is what its own factory does, with a pool that knows one connection.
 */
@ApplicationScoped
public class DocumentSessions {

    private final SessionFactoryImpl factory;
    private final MutinySessionFactoryImpl sessions;

    /** The factory that can be injected is another one, for JDBC. */
    DocumentSessions(JPAConfig units) {
        this.factory = units.getEntityManagerFactory(PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME, true)
                .unwrap(SessionFactoryImpl.class);
        this.sessions = new MutinySessionFactoryImpl(factory);
    }

    /**
     * Does the work in a session on the connection of a unit of work, and writes at its end what it has changed.
     * Nothing is committed, taken back or closed. What the work results in is no longer watched for changes.
     *
     * <p>A failure of the database is the same {@link PgException} as that of a statement, without the name of the
     * constraint; a stale document is {@link ChangedMeanwhile}.
     */
    public <T> Uni<T> in(SqlConnection connection, Function<Mutiny.Session, Uni<T>> work) {
        return failingLikeStatements(Uni.createFrom()
                .completionStage(() -> borrowed(connection))
                .map(this::open)
                .chain(session -> Uni.createFrom()
                        .deferred(() -> work.apply(session))
                        .call(session::flush)
                        .onTermination()
                        .call(session::close)));
    }

    /** Looks documents up, outside of any unit of work; what the work changes is not written. Fails the same way. */
    public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
        return failingLikeStatements(
                toItsEnd(sessions.withSession(session -> work.apply(session.setDefaultReadOnly(true)))));
    }

    /**
     * Goes on when whoever asked hangs up. A session that is closed while it waits for its connection gets it
     * afterwards and never gives it back: a few who hang up would have all connections.
     */
    private static <T> Uni<T> toItsEnd(Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> work.subscribe().with(emitter::complete, emitter::fail));
    }

    private static <T> Uni<T> failingLikeStatements(Uni<T> work) {
        return work.onFailure(JDBCException.class)
                .transform(failure -> likeThatOfAStatement((JDBCException) failure))
                .onFailure(OptimisticLockException.class)
                .transform(stale -> new ChangedMeanwhile());
    }

    private Mutiny.Session open(ReactiveConnection connection) {
        SessionCreationOptions options = (SessionCreationOptions) factory.withOptions();
        return new MutinySessionImpl(new ReactiveSessionImpl(factory, options, connection), sessions);
    }

    private CompletionStage<ReactiveConnection> borrowed(SqlConnection connection) {
        Pool only = only(connection.getDelegate());
        JdbcServices services = factory.getJdbcServices();
        // Whoever carries the failure on says whether it is worth a line in the log.
        SqlExceptionHelper silent =
                new SqlExceptionHelper(services.getSqlExceptionHelper().getSqlExceptionConverter(), false, false);
        return new ExternalSqlClientPool(only, services.getSqlStatementLogger(), silent)
                .getConnection()
                .thenApply(DocumentSessions::unending);
    }

    /** A pool that hands this connection out and is good for nothing else. */
    private static Pool only(io.vertx.sqlclient.SqlConnection connection) {
        return (Pool) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Pool.class}, (pool, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return Future.succeededFuture(connection);
                    }
                    throw new UnsupportedOperationException(method + " would leave the unit of work");
                });
    }

    /** The same connection for a session that may neither begin or end its unit of work nor close it. */
    private static ReactiveConnection unending(ReactiveConnection connection) {
        return (ReactiveConnection) Proxy.newProxyInstance(
                ReactiveConnection.class.getClassLoader(),
                new Class<?>[] {ReactiveConnection.class},
                (borrowed, method, arguments) -> switch (method.getName()) {
                    case "close" -> CompletableFuture.completedFuture(null);
                    case "beginTransaction", "commitTransaction", "rollbackTransaction" ->
                        throw new UnsupportedOperationException(method + " is for whoever began the unit of work");
                    default -> {
                        try {
                            yield method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }

    /** Hibernate does not keep the cause, only what it is about. */
    private static PgException likeThatOfAStatement(JDBCException failure) {
        return new PgException(failure.getSQLException().getMessage(), "ERROR", failure.getSQLState(), null);
    }
}
