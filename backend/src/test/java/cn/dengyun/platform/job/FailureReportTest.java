package cn.dengyun.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A statement that is wrong is seen in the log; a database that is away does not fill it. */
class FailureReportTest {

    private static final String NAME = FailureReportTest.class.getName();

    private final java.util.logging.Logger log = java.util.logging.Logger.getLogger(NAME);
    private final List<LogRecord> loud = new ArrayList<>();
    private final Handler handler = new Noting();
    private final AtomicLong nanos = new AtomicLong();
    private final FailureReport report = new FailureReport(Logger.getLogger(NAME), "people are told later", nanos::get);

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    @Test
    void aWrongStatementIsAnError() {
        PgException wrong = wrongStatement("told_at");

        report.accept(wrong);

        assertThat(loud).hasSize(1);
        assertThat(loud.get(0).getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
        assertThat(loud.get(0).getMessage()).isEqualTo("people are told later");
        assertThat(loud.get(0).getThrown()).isSameAs(wrong);
    }

    @Test
    void aCauseIsToldOnceAnHour() {
        for (int round = 0; round < 1_000; round++) {
            report.accept(wrongStatement("told_at"));
        }
        report.accept(wrongStatement("read_at"));

        assertThat(loud).hasSize(2);
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        report.accept(wrongStatement("told_at"));
        assertThat(loud).hasSize(3);
    }

    @Test
    void anotherIdMakesNoOtherCause() {
        for (int round = 0; round < 10; round++) {
            report.accept(new IllegalStateException("event " + UUID.randomUUID() + " at " + round + " has no subject"));
        }

        assertThat(loud).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("awayFailures")
    void aDatabaseThatIsAwayIsNoError(Throwable failure) {
        report.accept(failure);
        report.accept(new IllegalStateException(failure));

        assertThat(loud).isEmpty();
    }

    static Stream<Throwable> awayFailures() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new NoStackTraceThrowable("Connection is not active now, current status: CLOSED"),
                new PgException("terminating connection", "FATAL", "57P01", null),
                new SQLException("Connection refused", "08001"),
                new SQLException("An I/O error occurred while sending to the backend.", "08006"));
    }

    private static PgException wrongStatement(String column) {
        return new PgException("column \"" + column + "\" does not exist", "ERROR", "42703", null);
    }

    private final class Noting extends Handler {

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                loud.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
