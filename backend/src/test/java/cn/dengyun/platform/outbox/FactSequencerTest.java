package cn.dengyun.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FactSequencerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Actor AUDITOR = new Actor(new UUID(0, 1), false, null, Set.of(Roles.AUDITOR), Set.of(), null);

    @Inject
    Outbox outbox;

    @Inject
    FactReader reader;

    @Inject
    Pool pool;

    @Test
    void aFactThatBecomesTrueLaterComesLaterHoweverEarlyItWasWritten() {
        SqlConnection slow = WorkerThread.await(pool.getConnection());
        Transaction unitOfWork = WorkerThread.await(slow.begin());
        UUID early = write(slow);
        UUID late = WorkerThread.await(pool.withTransaction(connection -> {
            UUID id = Ids.next();
            return outbox.write(connection, fact(id)).replaceWith(id);
        }));
        long positionOfLate = position(late);

        WorkerThread.await(unitOfWork.commit());
        WorkerThread.await(slow.close());

        assertThat(position(early)).isGreaterThan(positionOfLate);
        assertThat(reader(positionOfLate)).contains(early).doesNotContain(late);
    }

    @Test
    void whatIsGivenUpWasNeverTrue() {
        SqlConnection connection = WorkerThread.await(pool.getConnection());
        Transaction unitOfWork = WorkerThread.await(connection.begin());
        UUID never = write(connection);
        WorkerThread.await(unitOfWork.rollback());
        WorkerThread.await(connection.close());
        UUID next = WorkerThread.await(pool.withTransaction(another -> {
            UUID id = Ids.next();
            return outbox.write(another, fact(id)).replaceWith(id);
        }));
        long position = position(next);

        assertThat(reader(position - 1)).contains(next).doesNotContain(never);
    }

    @Test
    void positionsHaveNoGaps() {
        position(WorkerThread.await(pool.withTransaction(connection -> {
            UUID id = Ids.next();
            return outbox.write(connection, fact(id)).replaceWith(id);
        })));

        Row facts = WorkerThread.await(pool.query(
                                "SELECT count(position), min(position), max(position) FROM fact WHERE position IS NOT NULL")
                        .execute())
                .iterator()
                .next();
        assertThat(facts.getLong(1)).isEqualTo(1);
        assertThat(facts.getLong(2)).isEqualTo(facts.getLong(0));
    }

    private UUID write(SqlConnection connection) {
        UUID id = Ids.next();
        WorkerThread.await(outbox.write(connection, fact(id)));
        return id;
    }

    private List<UUID> reader(long after) {
        return WorkerThread.await(reader.after(after, AUDITOR, 1_000)).stream()
                .map(numbered -> numbered.fact().id())
                .toList();
    }

    private long position(UUID id) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Long position = null;
        while (position == null) {
            assertThat(Instant.now()).as("waiting for the position of a fact").isBefore(deadline);
            position = WorkerThread.await(pool.preparedQuery("SELECT position FROM fact WHERE id = $1")
                            .execute(Tuple.of(id)))
                    .iterator()
                    .next()
                    .getLong(0);
        }
        return position;
    }

    private static Fact fact(UUID id) {
        return new Fact(id, "cn.dengyun.test", "/api/v1/test", null, false, "{}", Instant.now());
    }
}
