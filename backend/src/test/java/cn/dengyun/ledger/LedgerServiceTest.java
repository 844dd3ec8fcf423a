package cn.dengyun.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.ledger.domain.AccountKind;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.ledger.domain.LedgerAccount;
import cn.dengyun.ledger.domain.NumberedTransfer;
import cn.dengyun.ledger.domain.Transfer;
import cn.dengyun.ledger.domain.TransferCause;
import cn.dengyun.ledger.store.NumberingStore;
import cn.dengyun.ledger.store.TransferStore.Filter;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerServiceTest {

    private static final Filter ALL = new Filter(null, null, null);

    @Inject
    LedgerService ledger;

    @Inject
    NumberingStore numbering;

    @Inject
    Pool pool;

    private final UUID programme = Ids.next();
    private final UUID budget = Ids.next();
    private Instant time = Instant.parse("2026-11-25T00:00:00Z");

    @BeforeEach
    void open() {
        WorkerThread.await(pool.withTransaction(connection -> ledger.open(connection, programme)));
    }

    @Test
    void theEquationHoldsAtEveryPosition() {
        post(appropriation(10_000), commitment(4_000), commitment(1_000));
        awaitPosition(3);

        assertThat(LongStream.rangeClosed(0, 3)
                        .mapToObj(position -> WorkerThread.await(ledger.conservationAt(programme, position))))
                .allMatch(ConservationStatement::holds)
                .extracting(found -> found.totalOf(AccountKind.COMMITTED))
                .containsExactly(0L, 0L, 4_000L, 5_000L);
        assertThat(WorkerThread.await(ledger.conservation(programme)))
                .isEqualTo(WorkerThread.await(ledger.conservationAt(programme, 3)));
    }

    @Test
    void whatIsLookedAtInThePastStaysAsItWas() {
        post(appropriation(500));
        Instant then = awaitPosition(1).numberedAt();
        post(commitment(200));
        awaitPosition(2);

        ConservationStatement past = WorkerThread.await(ledger.conservationAt(programme, then));

        assertThat(past.position()).isEqualTo(1);
        assertThat(past.totalOf(AccountKind.BUDGET_AVAILABLE)).isEqualTo(500);
        assertThat(WorkerThread.await(ledger.conservationAt(programme, Instant.EPOCH))
                        .position())
                .isZero();
    }

    /** Whoever moves the clock on, or has another than the database, cuts years by it. */
    @Test
    void positionsAreGivenByThePlatformsClock() {
        Instant later = Instant.parse("2061-02-03T04:05:06Z");

        Instant numbered = WorkerThread.await(pool.withConnection(connection -> connection
                .begin()
                .chain(transaction -> ledger.post(connection, List.of(appropriation(500)))
                        .chain(() -> numbering.number(connection, Clock.fixed(later, ZoneOffset.UTC)))
                        .chain(() -> connection
                                .preparedQuery("SELECT numbered_at FROM ledger_position WHERE programme_id = $1")
                                .execute(Tuple.of(programme)))
                        .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant())
                        .eventually(transaction::rollback))));

        assertThat(numbered).isEqualTo(later);
    }

    @Test
    void whatHasNoPositionYetIsPendingForAllWhoLook() {
        Transfer first = appropriation(500);
        Instant occurred = first.occurredAt();
        SqlConnection slow = WorkerThread.await(pool.getConnection());
        Transaction unitOfWork = WorkerThread.await(slow.begin());
        WorkerThread.await(slow.query("SELECT id FROM ledger_sequencer WHERE id = 1 FOR UPDATE")
                .execute());
        post(first);

        assertThat(WorkerThread.await(ledger.isPendingBefore(programme, occurred)))
                .isFalse();
        assertThat(WorkerThread.await(ledger.isPendingBefore(programme, occurred.plusMillis(1))))
                .isTrue();
        WorkerThread.await(unitOfWork.rollback());
        WorkerThread.await(slow.close());
        awaitPosition(1);
        assertThat(WorkerThread.await(ledger.isPendingBefore(programme, occurred.plusMillis(1))))
                .isFalse();
    }

    @Test
    void whatRestsOnATransferComesBehindItThoughItWasWrittenInOneBatch() {
        Transfer first = appropriation(100);
        Transfer second = commitment(100);

        post(second, first);
        awaitPosition(2);

        assertThat(all()).extracting(found -> found.transfer().id()).containsExactly(first.id(), second.id());
    }

    @Test
    void whatCommitsLaterComesLater() {
        post(appropriation(100));
        SqlConnection slow = WorkerThread.await(pool.getConnection());
        Transaction unitOfWork = WorkerThread.await(slow.begin());
        Transfer early = commitment(10);
        WorkerThread.await(ledger.post(slow, List.of(early)));
        post(commitment(20));
        awaitPosition(2);

        WorkerThread.await(unitOfWork.commit());
        WorkerThread.await(slow.close());
        awaitPosition(3);

        assertThat(all()).extracting(NumberedTransfer::position).containsExactly(1L, 2L, 3L);
        assertThat(all().get(2).transfer().id()).isEqualTo(early.id());
    }

    @Test
    void aLookFarBackCountsFromTheNearestCheckpoint() {
        post(appropriation(1_000_000));
        for (int i = 0; i < 12; i++) {
            List<Transfer> many = new ArrayList<>();
            for (int j = 0; j < 1_000; j++) {
                many.add(commitment(3));
            }
            post(many.toArray(Transfer[]::new));
        }
        awaitPosition(12_001);

        assertThat(WorkerThread.await(ledger.conservationAt(programme, 9_001)).totalOf(AccountKind.COMMITTED))
                .isEqualTo(27_000);
        assertThat(WorkerThread.await(ledger.conservationAt(programme, 11_001)).totalOf(AccountKind.COMMITTED))
                .isEqualTo(33_000);
    }

    @Test
    void balancesOfAccountsAreKept() {
        post(appropriation(700), commitment(300));
        awaitPosition(2);

        assertThat(WorkerThread.await(ledger.accounts(programme, null, null, 10))
                        .data())
                .extracting(balance -> balance.account().kind() + " " + balance.balanceFen())
                .containsExactly("BUDGET_AVAILABLE 400", "COMMITTED 300", "TREASURY -700");
    }

    @Test
    void aLedgerThatIsNotThereHasNoPosition() {
        assertThatThrownBy(() -> WorkerThread.await(ledger.conservation(Ids.next())))
                .isInstanceOf(Rejection.class)
                .hasMessage("ledger-not-found");
        assertThatThrownBy(() -> WorkerThread.await(ledger.conservationAt(programme, 7)))
                .isInstanceOf(Rejection.class)
                .hasMessage("ledger-position-not-found");
    }

    private Transfer appropriation(long fen) {
        return transfer(
                TransferCause.APPROPRIATION,
                LedgerAccount.treasury(programme),
                LedgerAccount.budgetAvailable(budget),
                fen);
    }

    private Transfer commitment(long fen) {
        return transfer(
                TransferCause.COMMITMENT, LedgerAccount.budgetAvailable(budget), LedgerAccount.committed(budget), fen);
    }

    private Transfer transfer(TransferCause cause, LedgerAccount source, LedgerAccount destination, long fen) {
        time = time.plusMillis(1);
        return Transfer.of(programme, cause, source, destination, fen, Ids.next(), time);
    }

    private void post(Transfer... transfers) {
        WorkerThread.await(pool.withTransaction(connection -> ledger.post(connection, List.of(transfers))));
    }

    private ConservationStatement awaitPosition(long position) {
        Background.settle();
        ConservationStatement found = WorkerThread.await(ledger.conservation(programme));
        assertThat(found.position()).isGreaterThanOrEqualTo(position);
        return found;
    }

    private List<NumberedTransfer> all() {
        return WorkerThread.await(ledger.transfers(programme, ALL, null, 100)).data();
    }
}
