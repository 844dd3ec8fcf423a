package cn.dengyun.programme;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.ledger.LedgerService;
import cn.dengyun.ledger.domain.ConservationStatement;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.programme.domain.Budget;
import cn.dengyun.programme.domain.MovementDecision;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import cn.dengyun.shared.Roles;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for and approved in whatever order: no fen is lost or made, and nothing falls below zero. */
@QuarkusTest
class MovementPropertyTest {

    private static final List<String> REGIONS = List.of("340000", "340100", "340200", "340123", "340121", "340826");
    private static final int STEPS = 120;
    private static final int PEOPLE = 6;

    @Inject
    MovementService movements;

    @Inject
    BudgetStore budgets;

    @Inject
    LedgerService ledger;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    private final Actor maker = finance();
    private final Actor checker = finance();

    @ParameterizedTest
    @ValueSource(longs = {1, 2018, 340_000})
    void anySequenceConservesAndNeverGoesBelowZero(long seed) {
        UUID programme = TestProgramme.open().id();
        Random random = new Random(seed);
        long appropriated = 0;
        for (int i = 0; i < STEPS; i++) {
            appropriated += step(programme, random);
            isConserved(WorkerThread.await(budgets.ofProgramme(pool, programme)), appropriated);
        }
        everyPositionHolds(programme, appropriated);
    }

    @ParameterizedTest
    @ValueSource(longs = {7})
    void manyAtOnceDoTheSame(long seed) throws Exception {
        UUID programme = TestProgramme.open().id();
        ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
        long appropriated = 0;
        try {
            List<Callable<Long>> work = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                Random random = new Random(seed + person);
                work.add(() -> {
                    long sum = 0;
                    for (int i = 0; i < STEPS / PEOPLE; i++) {
                        sum += step(programme, random);
                    }
                    return sum;
                });
            }
            for (Future<Long> done : threads.invokeAll(work)) {
                appropriated += done.get();
            }
        } finally {
            threads.shutdown();
        }
        isConserved(WorkerThread.await(budgets.ofProgramme(pool, programme)), appropriated);
        everyPositionHolds(programme, appropriated);
    }

    /** Asks for something and lets it be approved; how much was appropriated by it. */
    private long step(UUID programme, Random random) {
        long fen = 1 + random.nextInt(100);
        String region = REGIONS.get(random.nextInt(REGIONS.size()));
        String other = REGIONS.get(random.nextInt(REGIONS.size()));
        int kind = random.nextInt(10);
        if (kind < 2) {
            BudgetForms.Appropriation form = new BudgetForms.Appropriation(fen, "测试", "测试");
            return done(movements.appropriate(maker, programme, form)) ? fen : 0;
        }
        if (kind < 6) {
            BudgetForms.Allocation form = new BudgetForms.Allocation(region, fen, "测试");
            done(movements.allocate(maker, programme, form));
            return 0;
        }
        BudgetForms.Reallocation form = new BudgetForms.Reallocation(region, other, fen, "测试");
        done(movements.reallocate(maker, programme, form));
        return 0;
    }

    /** Whether it was carried out, and not refused for a reason that a contract names. */
    private boolean done(Effect<MovementService.Found> asked) {
        try {
            UUID movement = WorkerThread.await(units.carryOut(asked)).movement().id();
            WorkerThread.await(units.carryOut(movements.decide(MovementDecision.APPROVE, checker, movement, "同意")));
            return true;
        } catch (Rejection refused) {
            assertThat(refused.code()).isIn("budget-cut-too-deep", "invalid-request");
            return false;
        }
    }

    private static void isConserved(List<Budget> found, long appropriated) {
        assertThat(found).allMatch(budget -> budget.availableFen() >= 0);
        assertThat(found.stream().mapToLong(Budget::allocatedFen).sum()).isEqualTo(appropriated);
    }

    private void everyPositionHolds(UUID programme, long appropriated) {
        long transfers = WorkerThread.await(
                        pool.preparedQuery("SELECT count(*) FROM ledger_transfer WHERE programme_id = $1")
                                .execute(io.vertx.mutiny.sqlclient.Tuple.of(programme)))
                .iterator()
                .next()
                .getLong(0);
        Background.settle();
        ConservationStatement now = WorkerThread.await(ledger.conservation(programme));
        assertThat(now.position()).isEqualTo(transfers);
        assertThat(now.appropriatedFen()).isEqualTo(appropriated);
        for (long position = 0; position <= transfers; position++) {
            assertThat(WorkerThread.await(ledger.conservationAt(programme, position))
                            .holds())
                    .as("position " + position)
                    .isTrue();
        }
        accountsNeverFellBelowZero(programme);
    }

    /** Replayed by the order of positions, account by account. */
    private void accountsNeverFellBelowZero(UUID programme) {
        java.util.Map<UUID, Long> balances = new java.util.HashMap<>();
        String cursor = null;
        do {
            var page = WorkerThread.await(ledger.placedTransfers(programme, null, null, null, cursor, 200));
            page.data().stream()
                    .sorted(Comparator.comparingLong(LedgerService.Placed::position))
                    .forEach(placed -> {
                        UUID source = placed.transfer().source().owner();
                        long fen = placed.transfer().amountFen();
                        balances.merge(placed.transfer().destination().owner(), fen, Math::addExact);
                        long left = balances.merge(source, -fen, Math::addExact);
                        assertThat(source.equals(programme) || left >= 0)
                                .as("at " + placed.position())
                                .isTrue();
                    });
            cursor = page.page().nextCursor();
        } while (cursor != null);
    }

    private static Actor finance() {
        return new Actor(Ids.next(), false, null, Set.of(Roles.FINANCE), Set.of(), null);
    }
}
