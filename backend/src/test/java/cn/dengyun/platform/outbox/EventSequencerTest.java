package cn.dengyun.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.platform.job.Background;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventSequencerTest {

    private static final EventVisibility EVERYTHING = EventVisibility.ALL;

    @Inject
    Outbox outbox;

    @Inject
    EventReader reader;

    @Inject
    Pool pool;

    @Test
    void aFactThatBecomesTrueLaterComesLaterHoweverEarlyItWasWritten() {
        SqlConnection slow = WorkerThread.await(pool.getConnection());
        Transaction unitOfWork = WorkerThread.await(slow.begin());
        UUID early = write(slow);
        UUID late = WorkerThread.await(pool.withTransaction(connection -> {
            UUID id = Ids.next();
            return outbox.write(connection, event(id)).replaceWith(id);
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
            return outbox.write(another, event(id)).replaceWith(id);
        }));
        long position = position(next);

        assertThat(reader(position - 1)).contains(next).doesNotContain(never);
    }

    @Test
    void positionsHaveNoGaps() {
        position(WorkerThread.await(pool.withTransaction(connection -> {
            UUID id = Ids.next();
            return outbox.write(connection, event(id)).replaceWith(id);
        })));

        Row events = WorkerThread.await(pool.query(
                                "SELECT count(position), min(position), max(position) FROM event WHERE position IS NOT NULL")
                        .execute())
                .iterator()
                .next();
        assertThat(events.getLong(1)).isEqualTo(1);
        assertThat(events.getLong(2)).isEqualTo(events.getLong(0));
    }

    @Test
    void eachSubjectIsCountedWithoutAGapHoweverManyWriteAtOnce() {
        String prefix = "/api/v1/test/" + UUID.randomUUID() + "/";
        List<Uni<Void>> writers = IntStream.range(0, 60)
                .mapToObj(n -> pool.withTransaction(connection -> outbox.write(connection, event(prefix + n % 3))
                        .call(() -> outbox.write(connection, event(prefix + n % 3)))))
                .toList();
        WorkerThread.await(Uni.join().all(writers).usingConcurrencyOf(8).andFailFast());

        Background.settle();
        for (int subject = 0; subject < 3; subject++) {
            EventFilter one = new EventFilter(List.of(), prefix + subject, null);
            List<EventReader.Numbered> told =
                    WorkerThread.await(reader.after(0, EVERYTHING, one, 100)).events();

            assertThat(told)
                    .extracting(EventReader.Numbered::sequence)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 40).boxed().toList());
            assertThat(told).extracting(EventReader.Numbered::position).isSorted();
        }
    }

    @Test
    void aFactIsToldToThoseWhoseBusinessItIsAndToNobodyElse() {
        UUID organization = Ids.next();
        String subject = "/api/v1/test/" + organization;
        DomainEvent own =
                new DomainEvent(Ids.next(), "cn.dengyun.test", subject, organization, false, "{}", Instant.now());
        position(WorkerThread.await(pool.withTransaction(
                connection -> outbox.write(connection, own.inRegion("340826")).replaceWith(own.id()))));
        EventFilter one = new EventFilter(List.of("cn.dengyun.te"), subject, organization);

        assertThat(told(new EventVisibility(false, organization, Oversight.NONE), one))
                .isOne();
        assertThat(told(new EventVisibility(false, null, Oversight.of("340000")), one))
                .isOne();
        assertThat(told(new EventVisibility(false, null, Oversight.of("340826")), one))
                .isOne();
        assertThat(told(EVERYTHING, one)).isOne();
        // Susong is under the province directly, not under Anqing, whose digits it has.
        assertThat(told(new EventVisibility(false, null, Oversight.of("340800")), one))
                .isZero();
        assertThat(told(new EventVisibility(false, null, Oversight.of("340100")), one))
                .isZero();
        assertThat(told(new EventVisibility(false, Ids.next(), Oversight.NONE), one))
                .isZero();
        assertThat(told(EVERYTHING, new EventFilter(List.of("cn.dengyun.te_"), subject, null)))
                .as("an underscore is an underscore")
                .isZero();
        assertThat(told(EVERYTHING, new EventFilter(List.of(), subject, Ids.next())))
                .isZero();
    }

    @Test
    void whatTwoOrganisationsDoWithEachOtherIsToldOnceToBothAndToNobodyElse() {
        UUID one = Ids.next();
        UUID other = Ids.next();
        String subject = "/api/v1/test/" + one;
        List<DomainEvent> events = List.of(
                between(subject, one, other),
                between(subject, other, one),
                between(subject, one, null),
                between(subject, other, Ids.next()),
                between(subject, other, one));
        WorkerThread.await(pool.withTransaction(connection -> outbox.writeAll(connection, events)));
        position(events.get(4).id());

        for (EventFilter filter : List.of(
                new EventFilter(List.of(), subject, null),
                new EventFilter(List.of("cn.dengyun.te"), subject, one),
                new EventFilter(List.of("cn.dengyun.te"), null, one))) {
            assertThat(page(0, new EventVisibility(false, one, Oversight.NONE), filter, 10)
                            .events())
                    .as("one of %s", filter)
                    .extracting(EventReader.Numbered::sequence)
                    .containsExactly(1, 2, 3, 5);
            assertThat(page(0, new EventVisibility(false, other, Oversight.NONE), filter, 10)
                            .events())
                    .as("other of %s", filter)
                    .extracting(EventReader.Numbered::sequence)
                    .containsExactlyElementsOf(
                            filter.organizationId() == null ? List.of(1, 2, 4, 5) : List.of(1, 2, 5));
            assertThat(told(new EventVisibility(false, Ids.next(), Oversight.NONE), filter))
                    .isZero();
            assertThat(told(new EventVisibility(false, null, Oversight.of("340100")), filter))
                    .isZero();
        }
        assertThat(page(0, EVERYTHING, new EventFilter(List.of(), null, one), 10)
                        .events()
                        .get(1)
                        .event()
                        .counterpartId())
                .isEqualTo(one);
    }

    @Test
    void pagesOfBothSidesFollowEachOtherWithoutAGap() {
        UUID one = Ids.next();
        UUID other = Ids.next();
        String subject = "/api/v1/test/" + one;
        List<DomainEvent> events = IntStream.range(0, 7)
                .mapToObj(n -> n % 3 == 0 ? between(subject, one, other) : between(subject, other, one))
                .toList();
        WorkerThread.await(pool.withTransaction(connection -> outbox.writeAll(connection, events)));
        position(events.get(6).id());

        List<Integer> read = new ArrayList<>();
        EventReader.Batch page;
        long place = 0;
        do {
            page = page(
                    place, new EventVisibility(false, one, Oversight.NONE), new EventFilter(List.of(), null, one), 2);
            page.events().forEach(numbered -> read.add(numbered.sequence()));
            place = page.next();
        } while (page.hasMore());

        assertThat(read).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void theOtherSideIsAnotherOrganisation() {
        UUID one = Ids.next();

        assertThat(between("/api/v1/test", one, one).counterpartId()).isNull();
        assertThatThrownBy(() -> between("/api/v1/test", null, one)).isInstanceOf(IllegalArgumentException.class);
    }

    private static DomainEvent between(String subject, UUID one, UUID other) {
        return new DomainEvent(Ids.next(), "cn.dengyun.test", subject, one, false, "{}", Instant.now())
                .alsoTo(other)
                .inRegion("340826")
                .publicIf(false);
    }

    private EventReader.Batch page(long place, EventVisibility reader, EventFilter filter, int limit) {
        return WorkerThread.await(this.reader.after(place, reader, filter, limit));
    }

    private int told(EventVisibility reader, EventFilter filter) {
        return WorkerThread.await(this.reader.after(0, reader, filter, 10))
                .events()
                .size();
    }

    private UUID write(SqlConnection connection) {
        UUID id = Ids.next();
        WorkerThread.await(outbox.write(connection, event(id)));
        return id;
    }

    private List<UUID> reader(long after) {
        return WorkerThread.await(reader.after(after, EVERYTHING, EventFilter.NONE, 1_000)).events().stream()
                .map(numbered -> numbered.event().id())
                .toList();
    }

    private long position(UUID id) {
        Background.settle();
        return WorkerThread.await(pool.preparedQuery("SELECT position FROM event WHERE id = $1")
                        .execute(Tuple.of(id)))
                .iterator()
                .next()
                .getLong(0);
    }

    private static DomainEvent event(String subject) {
        return new DomainEvent(Ids.next(), "cn.dengyun.test", subject, null, false, "{}", Instant.now());
    }

    private static DomainEvent event(UUID id) {
        return new DomainEvent(id, "cn.dengyun.test", "/api/v1/test", null, false, "{}", Instant.now());
    }
}
