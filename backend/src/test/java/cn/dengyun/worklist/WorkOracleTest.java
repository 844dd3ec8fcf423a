package cn.dengyun.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.work.WorkCount;
import cn.dengyun.shared.Actor;
import cn.dengyun.worklist.WorkListService.Found;
import cn.dengyun.worklist.WorkListService.Summed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * After every move of any lifecycle the list of everybody equals what the tables say; of every kind something waits at
 * least once. More moves, or other ones: {@code -Dwork.moves=10000 -Dwork.seed=7}.
 */
@QuarkusTest
class WorkOracleTest {

    /** At least one for each kind, of which something is then made to wait. */
    private static final int MOVES = Integer.getInteger("work.moves", 150);

    private static final long SEED = Long.getLong("work.seed", 20_180_601L);
    /** Moves after which much waits. */
    private static final int STIRRED = 300;

    /** Of one caller after the other the list is read in more than one page. */
    private static final int PAGE = 7;

    private static final int MAX_PAGE = 200;
    private static final int REPORTED = 1_000;
    private static final Logger LOG = Logger.getLogger(WorkOracleTest.class);

    @Inject
    WorkListService work;

    @Test
    void theListOfEverybodyIsWhatTheTablesSayAfterEveryMove() throws Exception {
        // What the clock makes due in this world is nobody's to carry out meanwhile.
        try (Background paused = Background.paused();
                Connection database = OwnerDatabase.connect();
                WorkWorld world = new WorkWorld(database, SEED)) {
            WorkOracle oracle = new WorkOracle(database);
            List<String> kinds = List.copyOf(work.kinds());
            int moves = Math.max(MOVES, kinds.size());
            for (int move = 0; move < STIRRED; move++) {
                world.move();
            }
            for (int move = 0; move < moves; move++) {
                world.move();
                if (move < kinds.size()) {
                    world.stage(kinds.get(move));
                }
                oracle.read();
                if (move < kinds.size()) {
                    assertThat(oracle.kinds()).contains(kinds.get(move));
                }
                Actor one = world.callers().get(move % world.callers().size());
                for (Actor caller : world.callers()) {
                    assertThat(listOf(caller, caller == one ? PAGE : MAX_PAGE))
                            .as("move %d, seed %d: %s", move, SEED, caller)
                            .isEqualTo(oracle.of(caller));
                }
                assertThat(summaryOf(one)).isEqualTo(oracle.of(one).size());
                if ((move + 1) % REPORTED == 0) {
                    LOG.infof("%d moves", move + 1);
                }
            }
        }
    }

    /** Page by page, whose places have to fit. */
    private List<String> listOf(Actor caller, int page) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            Found found =
                    WorkerThread.await(work.list(caller, WorkFilter.NONE, cursor, all.isEmpty() ? page : MAX_PAGE));
            found.page().data().forEach(each -> all.add(WorkOracle.text(each.item())));
            cursor = found.page().page().nextCursor();
        } while (cursor != null);
        return all;
    }

    private long summaryOf(Actor caller) {
        return WorkerThread.await(work.summary(caller)).stream()
                .map(Summed::counts)
                .mapToLong(WorkCount.Counts::open)
                .sum();
    }
}
