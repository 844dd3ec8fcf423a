package cn.dengyun.platform.database;

import cn.dengyun.platform.job.Rounds;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Fails every request of a test that holds a connection and asks the pool for another one: as many such requests at
 * once as there are connections wait for each other, and everybody with them. It tells requests apart by their
 * contexts, so it does not see background work.
 */
@Decorator
@Priority(1)
public class WatchedPool implements PgPoolCreator {

    private static final Set<String> ASKING =
            Set.of("getConnection", "query", "preparedQuery", "withConnection", "withTransaction");

    private static final int NOT_COUNTED = Integer.MIN_VALUE / 2;

    private final PgPoolCreator bounded;

    @Inject
    WatchedPool(@Any @Delegate PgPoolCreator bounded) {
        this.bounded = bounded;
    }

    @Override
    public Pool create(Input input) {
        Pool real = bounded.create(input);
        return (Pool) Proxy.newProxyInstance(
                PgPool.class.getClassLoader(),
                new Class<?>[] {PgPool.class},
                (proxy, method, arguments) -> asked(real, method, arguments));
    }

    private static Object asked(Pool real, Method method, Object[] arguments) throws Throwable {
        if (ASKING.contains(method.getName())) {
            requireNoneHeld(method.getName());
        }
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            boolean isWork = method.getName().startsWith("with") && arguments[i] instanceof Function;
            arguments[i] = isWork ? counted(arguments[i]) : arguments[i];
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void requireNoneHeld(String method) {
        AtomicInteger held = heldByRequest();
        if (held == null) {
            return;
        }
        if (isRound()) {
            held.set(NOT_COUNTED);
        }
        if (held.get() > 0) {
            throw new IllegalStateException("a connection is asked for while another one is held: " + method);
        }
    }

    private static boolean isRound() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(Rounds.class.getName())));
    }

    @SuppressWarnings("unchecked")
    private static Object counted(Object argument) {
        var work = (Function<SqlConnection, Future<Object>>) argument;
        Function<SqlConnection, Future<Object>> counted = connection -> {
            AtomicInteger held = heldByRequest();
            if (held == null) {
                return work.apply(connection);
            }
            held.incrementAndGet();
            try {
                return work.apply(connection).onComplete(done -> held.decrementAndGet());
            } catch (RuntimeException e) {
                held.decrementAndGet();
                throw e;
            }
        };
        return counted;
    }

    /** Null outside of requests. */
    private static AtomicInteger heldByRequest() {
        ContextInternal context = ContextInternal.current();
        return context == null || !context.isDuplicate()
                ? null
                : (AtomicInteger)
                        context.localContextData().computeIfAbsent(WatchedPool.class, key -> new AtomicInteger());
    }
}
