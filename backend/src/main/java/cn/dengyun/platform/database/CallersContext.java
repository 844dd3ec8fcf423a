package cn.dengyun.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Where a request goes on that has waited for what another one did: in its own context, not in the other's, which holds
 * the other's caller, language and trace.
 */
public final class CallersContext {

    private CallersContext() {}

    /** The same outcome, told in the context of whoever asks for it here; anywhere where there is none. */
    public static <T> Uni<T> goOn(Uni<T> outcome) {
        Context own = Vertx.currentContext();
        return own == null ? outcome : outcome.emitOn(task -> own.runOnContext(ignored -> task.run()));
    }
}
