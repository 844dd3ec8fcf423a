package cn.dengyun.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.shared.Rejection;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks while the database is being started again is told to come back, and not that something is wrong. */
class OverloadFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"Broken pipe", "Connection reset", "Connection reset by peer"})
    void aConnectionThatTheServerHasLeftIsNoFault(String message) {
        assertUnavailable(new IOException(message));
        assertUnavailable(new IllegalStateException(new SocketException(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection is not active now, current status: CLOSED",
                "Connection is closed",
                "Timeout",
                "Failed to read any response from the server, the underlying connection may get lost unexpectedly."
            })
    void whatTheClientSaysOfALostServerIsNoFault(String message) {
        assertUnavailable(new NoStackTraceThrowable(message));
    }

    @Test
    void aServerThatEndsIsNoFault() {
        assertUnavailable(new PgException("terminating connection", "FATAL", "57P01", null));
    }

    @Test
    void whatIsWrongStaysWrong() {
        assertThat(OverloadFailures.rejection(new FileNotFoundException("Broken pipe of a plan")))
                .isNull();
        assertThat(OverloadFailures.rejection(new IllegalStateException("Connection is not active now")))
                .isNull();
        assertThat(OverloadFailures.rejection(new PgException("not null", "ERROR", "23502", null)))
                .isNull();
    }

    private static void assertUnavailable(Throwable failure) {
        assertThat(OverloadFailures.rejection(failure))
                .extracting(Rejection::kind, Rejection::code)
                .containsExactly(Rejection.Kind.UNAVAILABLE, "overloaded");
    }
}
