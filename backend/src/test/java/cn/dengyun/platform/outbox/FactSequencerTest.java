package cn.dengyun.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.Patience;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Oversight;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FactSequencerTest {

    private static final FactVisibility EVERYTHING = FactVisibility.ALL;

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

    @Test
    void eachSubjectIsCountedWithoutAGapHoweverManyWriteAtOnce() {
        String prefix = "/api/v1/test/" + UUID.randomUUID() + "/";
        List<Uni<Void>> writers = IntStream.range(0, 60)
                .mapToObj(n -> pool.withTransaction(connection -> outbox.write(connection, fact(prefix + n % 3))
                        .call(() -> outbox.write(connection, fact(prefix + n % 3)))))
                .toList();
        WorkerThread.await(Uni.join().all(writers).usingConcurrencyOf(8).andFailFast());

        for (int subject = 0; subject < 3; subject++) {
            FactFilter one = new FactFilter(List.of(), prefix + subject, null);
            List<FactReader.Numbered> told = Patience.until(
                    "the numbers",
                    () -> WorkerThread.await(reader.after(0, EVERYTHING, one, 100))
                            .facts(),
                    found -> found.size() >= 40);

            assertThat(told)
                    .extracting(FactReader.Numbered::sequence)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 40).boxed().toList());
            assertThat(told).extracting(FactReader.Numbered::position).isSorted();
        }
    }

    @Test
    void aFactIsToldToThoseWhoseBusinessItIsAndToNobodyElse() {
        UUID organization = Ids.next();
        String subject = "/api/v1/test/" + organization;
        Fact own = new Fact(Ids.next(), "cn.dengyun.test", subject, organization, false, "{}", Instant.now());
        position(WorkerThread.await(pool.withTransaction(
                connection -> outbox.write(connection, own.inRegion("340826")).replaceWith(own.id()))));
        FactFilter one = new FactFilter(List.of("cn.dengyun.te"), subject, organization);

        assertThat(told(new FactVisibility(false, organization, Oversight.NONE), one))
                .isOne();
        assertThat(told(new FactVisibility(false, null, Oversight.of("340000")), one))
                .isOne();
        assertThat(told(new FactVisibility(false, null, Oversight.of("340826")), one))
                .isOne();
        assertThat(told(EVERYTHING, one)).isOne();
        // Susong is under the province directly, not under Anqing, whose digits it has.
        assertThat(told(new FactVisibility(false, null, Oversight.of("340800")), one))
                .isZero();
        assertThat(told(new FactVisibility(false, null, Oversight.of("340100")), one))
                .isZero();
        assertThat(told(new FactVisibility(false, Ids.next(), Oversight.NONE), one))
                .isZero();
        assertThat(told(EVERYTHING, new FactFilter(List.of("cn.dengyun.te_"), subject, null)))
                .as("an underscore is an underscore")
                .isZero();
        assertThat(told(EVERYTHING, new FactFilter(List.of(), subject, Ids.next())))
                .isZero();
    }

    private int told(FactVisibility reader, FactFilter filter) {
        return WorkerThread.await(this.reader.after(0, reader, filter, 10))
                .facts()
                .size();
    }

    private UUID write(SqlConnection connection) {
        UUID id = Ids.next();
        WorkerThread.await(outbox.write(connection, fact(id)));
        return id;
    }

    private List<UUID> reader(long after) {
        return WorkerThread.await(reader.after(after, EVERYTHING, FactFilter.NONE, 1_000)).facts().stream()
                .map(numbered -> numbered.fact().id())
                .toList();
    }

    private long position(UUID id) {
        return Patience.until(
                "the position of a fact",
                () -> WorkerThread.await(pool.preparedQuery("SELECT position FROM fact WHERE id = $1")
                                .execute(Tuple.of(id)))
                        .iterator()
                        .next()
                        .getLong(0),
                Objects::nonNull);
    }

    private static Fact fact(String subject) {
        return new Fact(Ids.next(), "cn.dengyun.test", subject, null, false, "{}", Instant.now());
    }

    private static Fact fact(UUID id) {
        return new Fact(id, "cn.dengyun.test", "/api/v1/test", null, false, "{}", Instant.now());
    }
}
