package cn.dengyun.platform.problem;

import cn.dengyun.shared.Rejection;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Set;

/** Recognises failures that mean "not now" rather than "wrong": a full pool queue, a lost or restarting database. */
public final class OverloadFailures {

    /**
     * SQLSTATEs of a server that is starting, stopping, out of connections, or chose this one as a deadlock's victim.
     */
    private static final Set<String> TEMPORARY =
            Set.of("57P01", "57P02", "57P03", "53300", "40001", "40P01", "55P03", "57014");

    /** The SQLSTATEs of connections that could not be made or were lost. */
    private static final String LOST = "08";

    /** What the operating system says of a connection that the other side has left, without a type of its own. */
    private static final Set<String> LEFT = Set.of("Broken pipe", "Connection reset", "Connection reset by peer");

    private OverloadFailures() {}

    /** The refusal that tells the caller to come back, or null when the failure is something else. */
    static Rejection rejection(Throwable failure) {
        return isOverload(failure) ? Rejection.of(Rejection.Kind.UNAVAILABLE, "overloaded") : null;
    }

    /** Whether the failure, or what caused it, goes away without anybody mending anything. */
    public static boolean isOverload(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isTemporary(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTemporary(Throwable cause) {
        if (cause instanceof PgException postgres) {
            return isTemporary(postgres.getSqlState());
        }
        if (cause instanceof SQLException jdbc) {
            return isTemporary(jdbc.getSQLState());
        }
        if (cause instanceof ConnectException || cause instanceof ClosedChannelException) {
            return true;
        }
        String message = cause.getMessage();
        if (cause instanceof IOException && message != null && LEFT.contains(message)) {
            return true;
        }
        // The pool and the client report these without a type of their own.
        return message != null
                && (cause instanceof NoStackTraceThrowable || cause instanceof VertxException)
                && (message.startsWith("Timeout")
                        || message.contains("wait queue")
                        || message.contains("Connection is closed")
                        || message.contains("connection closed")
                        || message.contains("Connection is not active")
                        || message.contains("Failed to read any response"));
    }

    private static boolean isTemporary(String state) {
        return state != null && (state.startsWith(LOST) || TEMPORARY.contains(state));
    }
}
