package cn.dengyun.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Roles;
import cn.dengyun.voucher.TestVouchers.Funded;
import cn.dengyun.voucher.domain.Voucher;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Plays a slice above vouchers: an order inserts its row, holds two vouchers and tells of itself, all in one unit of
 * work of its own.
 */
@QuarkusTest
class OrderInOneUnitOfWorkTest {

    private static final String ROW = "INSERT INTO platform_secret (name, value) VALUES ($1, '\\x00')";
    private static final String ROWS = "SELECT count(*) FROM platform_secret WHERE name = $1";
    private static final String FACTS = "SELECT count(*) FROM event WHERE subject = $1";
    private static final String END_ME = "SELECT pg_terminate_backend($1)";

    @Inject
    TestVouchers given;

    @Inject
    ReservationService reservations;

    @Inject
    Outbox outbox;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    private final UUID order = Ids.next();
    private final Actor enterprise =
            new Actor(DemoAccounts.id(0x203), false, TestVouchers.ENTERPRISE, Set.of(Roles.ENTERPRISE), Set.of(), null);
    private UUID offering;
    private Voucher first;
    private Voucher second;

    @BeforeEach
    void twoVouchers() {
        Funded programme = given.aProgramme(3_000_000);
        first = given.aVoucher(programme);
        second = given.aVoucher(programme);
        offering = UUID.fromString(FenOffering.id());
    }

    @Test
    void anOrderItsTwoHoldsAndItsEventAreOneUnitOfWork() {
        UUID placed = WorkerThread.await(units.carryOut(place()));

        assertThat(placed).isEqualTo(order);
        assertThat(count(ROWS, "order-" + order)).isEqualTo(1);
        assertThat(count(FACTS, subject())).isEqualTo(1);
        assertThat(heldFen(first)).isEqualTo(100_000);
        assertThat(heldFen(second)).isEqualTo(100_000);
    }

    @Test
    void whenTheConnectionBreaksInBetweenThereIsNeither() {
        Effect<UUID> broken = place().then((connection, placed) -> connection
                .query("SELECT pg_backend_pid()")
                .execute()
                .chain(rows -> pool.preparedQuery(END_ME)
                        .execute(Tuple.of(rows.iterator().next().getInteger(0))))
                .chain(() -> connection.query("SELECT 1").execute())
                .replaceWith(placed));

        assertThatThrownBy(() -> WorkerThread.await(units.carryOut(broken))).isInstanceOf(RuntimeException.class);

        assertNothingHappened();
    }

    @Test
    void whenTheSecondHoldIsRefusedThereIsNeither() {
        Effect<UUID> tooMuch = Effect.all(List.of(hold(first, 100_000), hold(second, TestVouchers.FACE + 1)))
                .then((connection, held) -> insert(connection));

        assertThatThrownBy(() -> WorkerThread.await(units.carryOut(tooMuch)))
                .hasMessageContaining("voucher-balance-too-low");

        assertNothingHappened();
    }

    private void assertNothingHappened() {
        assertThat(count(ROWS, "order-" + order)).isZero();
        assertThat(count(FACTS, subject())).isZero();
        assertThat(heldFen(first)).isZero();
        assertThat(heldFen(second)).isZero();
    }

    private Effect<UUID> place() {
        return Effect.all(List.of(hold(first, 100_000), hold(second, 100_000)))
                .then((connection, held) -> insert(connection));
    }

    private Effect<?> hold(Voucher voucher, long amountFen) {
        NewReservation.Line line = new NewReservation.Line(
                amountFen > TestVouchers.FACE ? FenOffering.OTHER_PLAN : FenOffering.PLAN,
                String.valueOf(10 * amountFen),
                null,
                amountFen);
        return reservations.reserve(
                enterprise, voucher.id(), new NewReservation(offering, null, "order-" + order, List.of(line), null));
    }

    private Uni<UUID> insert(SqlConnection connection) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        DomainEvent placed = new DomainEvent(
                Ids.next(), "cn.dengyun.voucher.accepted", subject(), TestVouchers.ENTERPRISE, false, "{}", now);
        return connection
                .preparedQuery(ROW)
                .execute(Tuple.of("order-" + order))
                .chain(() -> outbox.write(connection, placed))
                .replaceWith(order);
    }

    private String subject() {
        return "/api/v1/orders/" + order;
    }

    private long count(String statement, String name) {
        return read(statement, Tuple.of(name));
    }

    private long heldFen(Voucher voucher) {
        return read("SELECT held_fen FROM voucher WHERE id = $1", Tuple.of(voucher.id()));
    }

    /** Read again where the pool still gives the connection that was just ended. */
    private long read(String statement, Tuple parameters) {
        return WorkerThread.await(pool.preparedQuery(statement)
                        .execute(parameters)
                        .onFailure(
                                failure -> String.valueOf(failure.getMessage()).contains("CLOSED"))
                        .retry()
                        .atMost(5))
                .iterator()
                .next()
                .getLong(0);
    }
}
