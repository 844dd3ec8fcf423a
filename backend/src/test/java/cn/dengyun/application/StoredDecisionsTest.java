package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.application.ApplicationForms.NewDefect;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.DecisionRecord;
import cn.dengyun.programme.RuleVersions;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What was decided about a thousand real applications, whose rules change on the way, is decided again from the records
 * alone.
 */
@QuarkusTest
class StoredDecisionsTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(60);
    private static final Actor COUNTY = TestIntake.authority("340123");
    private static final Actor CITY = TestIntake.authority("340100");

    @Inject
    SubmissionService submissions;

    @Inject
    ReviewService reviews;

    @Inject
    ExitService exits;

    @Inject
    RuleVersions ruleVersions;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    /** A decision as it is on record. */
    private record Stored(UUID applicationId, String occasion, String text) {

        DecisionRecord decision() {
            return DecisionRecords.read(text);
        }
    }

    @Test
    void everyDecisionOnRecordComesOutTheSameThroughItsVersionOfTheRules() {
        TestIntake intake =
                new TestIntake(pool, budgets, ledger).programme().budget("340100", 950 * TestIntake.FACE_FEN);
        List<Drafted> early = intake.drafts("340123", 500);
        List<Drafted> late = intake.drafts("340123", 500);
        submitAll(intake, early);
        intake.superseded(rules -> {
            ((ObjectNode) rules.at("/ratios/value")).put("SAAS", "0.4");
            ((ObjectNode) rules.get("orderCapFen")).put("value", 350_000);
        });
        submitAll(intake, late);
        List<Drafted> served = served(intake, early);
        List<Drafted> servedLate = served(intake, late);
        decide(served.get(0), COUNTY, ReviewDecision.RETURN);
        submit(served.get(0));
        for (Drafted draft : List.of(served.get(0), served.get(1), servedLate.get(0), servedLate.get(1))) {
            decide(draft, COUNTY, ReviewDecision.PASS);
            decide(draft, CITY, ReviewDecision.PASS);
        }
        // What two of the early ones give back serves late ones that wait.
        for (Drafted draft : served.subList(2, 4)) {
            await(units.carryOut(exits.withdraw(draft.actor(), draft.id(), "项目取消"))
                    .map(TestIntake::told));
        }

        List<Stored> stored = stored(intake);

        assertThat(stored).hasSizeGreaterThan(1_000);
        assertThat(stored)
                .extracting(Stored::applicationId)
                .containsAll(ids(early))
                .containsAll(ids(late));
        assertThat(stored).extracting(Stored::occasion).contains("SUBMISSION", "CORRECTION", "APPROVAL", "SERVING");
        assertThat(stored).extracting(each -> each.decision().ruleVersion()).contains(1, 2);
        assertThat(stored)
                .allSatisfy(each -> assertThat(replayed(intake, each, 0)).isEqualTo(each.text()));
        assertThat(stored)
                .as("the other version is found out")
                .anyMatch(
                        each -> !replayed(intake, each, 3 - 2 * each.decision().ruleVersion())
                                .equals(each.text()));
    }

    /** The bytes that the decision has when it is made again by its own version, or by one so many further. */
    private String replayed(TestIntake intake, Stored stored, int further) {
        DecisionRecord decision = stored.decision();
        return DecisionRecords.toJson(
                decision.replay(await(ruleVersions.get(pool, intake.programmeId(), decision.ruleVersion() + further))));
    }

    /** Those that got a place, which is decided by who arrives first. */
    private List<Drafted> served(TestIntake intake, List<Drafted> drafts) {
        Set<UUID> served = new HashSet<>();
        for (Row row : await(pool.preparedQuery(
                        "SELECT id FROM voucher_application WHERE programme_id = $1 AND status = 'SUBMITTED'")
                .execute(Tuple.of(intake.programmeId())))) {
            served.add(row.getUUID(0));
        }
        return drafts.stream().filter(draft -> served.contains(draft.id())).toList();
    }

    private List<Stored> stored(TestIntake intake) {
        List<Stored> found = new ArrayList<>();
        for (Row row : await(pool.preparedQuery("SELECT application_id, occasion, record FROM voucher_decision"
                        + " WHERE programme_id = $1 ORDER BY id")
                .execute(Tuple.of(intake.programmeId())))) {
            found.add(new Stored(row.getUUID(0), row.getString(1), row.getString(2)));
        }
        return found;
    }

    /** Prices of many kinds, and every third takes less. */
    private void submitAll(TestIntake intake, List<Drafted> drafts) {
        intake.askAll(drafts, i -> 333_333 + 61_007L * (i % 40), i -> i % 3 == 0);
        TestIntake.submitAll(submissions, drafts, AFTER);
    }

    private void submit(Drafted draft) {
        TestIntake.submitAll(submissions, List.of(draft), AFTER);
    }

    private void decide(Drafted draft, Actor reviewer, ReviewDecision decision) {
        NewReview review = new NewReview(
                decision,
                "测试",
                null,
                null,
                null,
                decision == ReviewDecision.RETURN
                        ? List.of(new NewDefect("/lines/0/contractNumber", "CONTRACT_UNCLEAR", null))
                        : null,
                null,
                null);
        await(units.carryOut(reviews.review(reviewer, draft.id(), review)).map(TestIntake::told));
    }

    private static List<UUID> ids(List<Drafted> drafts) {
        return drafts.stream().map(Drafted::id).toList();
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
