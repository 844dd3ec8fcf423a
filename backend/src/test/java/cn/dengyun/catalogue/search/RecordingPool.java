package cn.dengyun.catalogue.search;

import io.vertx.mutiny.sqlclient.Pool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pool that remembers the statements it was given. */
final class RecordingPool {

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final Pool pool;

    RecordingPool(Pool real) {
        this.pool = new Pool((io.vertx.sqlclient.Pool) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {io.vertx.sqlclient.Pool.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("query") || method.getName().equals("preparedQuery")) {
                        statements.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(real.getDelegate(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    Pool pool() {
        return pool;
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    void forget() {
        statements.clear();
    }
}
