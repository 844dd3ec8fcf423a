package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.dengyun.Patience;
import cn.dengyun.application.ApplicationForms.NewDisposition;
import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.domain.ApplicationSignals;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.VoucherRequest;
import cn.dengyun.application.store.ApplicationStore;
import cn.dengyun.application.store.EvidenceStore;
import cn.dengyun.identity.organization.MeasureService;
import cn.dengyun.identity.organization.domain.OrganizationMeasure;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.frame.UnitsOfWork;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.DecisionRecords;
import cn.dengyun.policy.domain.fraud.FraudDisposition;
import cn.dengyun.policy.domain.fraud.FraudFinding;
import cn.dengyun.policy.domain.fraud.FraudRule;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same contract counts once, and nobody is stopped by a number that only looks the same. */
@QuarkusTest
class EvidenceTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(60);
    private static final Actor COUNTY = TestIntake.authority("340123");
    private static final Actor COLLEAGUE = TestIntake.authority("340123");
    private static final Actor CITY = TestIntake.authority("340100");
    private static final int SQUATTERS = 1_000;

    @Inject
    SubmissionService submissions;

    @Inject
    ReviewService reviews;

    @Inject
    ApplicationStore applications;

    @Inject
    MeasureService measures;

    @Inject
    EvidenceStore evidence;

    @Inject
    LedgerService ledger;

    @Inject
    BudgetStore budgets;

    @Inject
    UnitsOfWork units;

    @Inject
    Pool pool;

    private TestIntake intake;
    private String contract;

    @BeforeEach
    void money() {
        intake = new TestIntake(pool, budgets, ledger)
                .programme()
                .budget("340100", (SQUATTERS + 10) * TestIntake.FACE_FEN);
        contract = "HT-" + Ids.next();
    }

    @Test
    void theSameNumberOfTwoSellersIsTwoContracts() {
        UUID seller = Ids.next();
        submitted(seller, contract);
        Drafted ofAnother = submitted(Ids.next(), contract);
        Drafted ofTheSame = submitted(seller, "ｈｔ－" + contract.substring(3).replace("-", " — "));
        Drafted ofNobody = submitted(null, contract);

        assertThat(found(ofAnother).disposition()).isEqualTo(FraudDisposition.CLEAR);
        assertThat(found(ofTheSame).disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
        // Whoever names no seller does not get around the rule by that.
        assertThat(found(ofNobody).disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u2060", "\u00AD", "\u3164", "/", "（", "〔", "·", "\uD83D\uDE00"})
    void aSignThatNobodySeesOrReadsMakesNoOtherNumber(String sign) {
        UUID seller = Ids.next();
        submitted(seller, contract);

        Drafted second = submitted(seller, contract.substring(0, 5) + sign + contract.substring(5));

        assertThat(found(second).disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
    }

    @Test
    void whatWasStoredBeforeIsComparedLikeWhatComes() throws IOException, SQLException {
        Drafted draft = intake.draft("340123");
        String named = "皖\u200B〔2018〕12号/" + contract + "\u00AD\u1160№(3)";
        String stored = Normalizer.normalize(named, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        for (String number : List.of(
                stored,
                stored + "\u2060",
                "\u200B\u200B" + draft.id().toString().replaceAll(".", "\u2060"))) {
            execute(
                    "INSERT INTO application_evidence (number, kind, issuer_id, application_id, recorded_at)"
                            + " VALUES ($1, 'CONTRACT', $2, $2, now())",
                    Tuple.of(number, draft.id()));
        }

        try (InputStream migration = Thread.currentThread()
                        .getContextClassLoader()
                        .getResourceAsStream("db/migration/V219__compare_evidence_by_letters_and_digits.sql");
                Connection owner = OwnerDatabase.connect();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
            owner.commit();
        }

        List<String> numbers = new ArrayList<>();
        await(pool.preparedQuery("SELECT number FROM application_evidence WHERE application_id = $1")
                        .execute(Tuple.of(draft.id())))
                .forEach(row -> numbers.add(row.getString(0)));
        assertThat(numbers).containsExactly(VoucherRequest.Contract.comparable(named));
    }

    /** Frozen while it was out for correction, it is not submitted again: its turn in the line comes instead. */
    @Test
    void whatWasCorrectedBeforeItWasSetAsideCountsByWhatItSaysWhenItIsServed() {
        UUID seller = Ids.next();
        submitted(seller, contract);
        Drafted second = submitted(Ids.next(), "HT-" + Ids.next());
        intake.put(second, "RETURNED");
        named(second, null, contract);
        execute(
                "UPDATE voucher_application SET request = regexp_replace(request, '\"providerId\":\"[^\"]*\"', $2)"
                        + " WHERE id = $1",
                Tuple.of(second.id(), "\"providerId\":\"" + seller + "\""));

        measure(OrganizationMeasure.FREEZE, second);
        measure(OrganizationMeasure.UNFREEZE, second);

        assertThat(found(second).disposition()).isEqualTo(FraudDisposition.HOLD_FOR_REVIEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13955100001", "+86 139-5510-0001"})
    void whoeverIsTheContactOfTheApplicantDecidesNothingOfIt(String phone) {
        Drafted first = submitted(null, contract);
        Drafted second = submitted(null, contract);
        Actor contact = TestIntake.authority("340123");
        execute(
                "INSERT INTO account (id, username, display_name, mobile, organization_id, organization_role, roles,"
                        + " password_hash, password_changed_at, created_at) VALUES ($1, $2, '李强', '13955100001', $3,"
                        + " 'HANDLER', '{}', 'x', now(), now())",
                Tuple.of(contact.id(), "p" + contact.id().toString().substring(24), second.organizationId()));
        execute("UPDATE organization SET contact_phone = $2 WHERE id = $1", Tuple.of(second.organizationId(), phone));

        assertRefused("review-own-side", () -> review(contact, second.id(), ReviewDecision.TAKE_UP));
        review(COUNTY, second.id(), ReviewDecision.TAKE_UP);
        assertRefused("review-own-side", () -> clear(contact, second.id()));
        assertThat(review(contact, first.id(), ReviewDecision.TAKE_UP)).startsWith("COUNTY_REVIEW");
    }

    @Test
    void whoNamesNoContractHasNoneThatWasLookedFor() {
        Drafted draft = intake.draft("340123");
        execute(
                "UPDATE voucher_application SET request = regexp_replace(regexp_replace(request,"
                        + " '\"contractNumber\":\"[^\"]*\"', '\"contractNumber\":null'), '\"contractDate\":\"[^\"]*\"',"
                        + " '\"contractDate\":null') WHERE id = $1",
                Tuple.of(draft.id()));
        submit(draft);

        assertThat(found(draft).disposition()).isEqualTo(FraudDisposition.UNJUDGED);
    }

    @Test
    void anotherPersonClearsAHitWithReasonsAndOnlyWhatHeSaw() {
        submitted(null, contract);
        Drafted second = submitted(null, contract);
        UUID id = second.id();
        review(COUNTY, id, ReviewDecision.TAKE_UP);

        assertRefused("fraud-signal-open", () -> review(COUNTY, id, ReviewDecision.PASS));
        assertRefused("fraud-signal-own", () -> clear(COUNTY, id));
        clear(COLLEAGUE, id);
        assertRefused("review-consecutive", () -> review(COLLEAGUE, id, ReviewDecision.PASS));
        assertThat(signals(id).disposed())
                .extracting(ApplicationSignals.Disposed::by, ApplicationSignals.Disposed::reason)
                .containsExactly(tuple(COLLEAGUE.id(), "两份合同内容不同"));

        Drafted third = submitted(null, contract);
        execute("UPDATE voucher_application SET status = 'APPROVED' WHERE id = $1", Tuple.of(third.id()));
        assertRefused("fraud-signal-open", () -> review(COUNTY, id, ReviewDecision.PASS));
        clear(COLLEAGUE, id);
        assertThat(review(COUNTY, id, ReviewDecision.PASS)).startsWith("CITY_REVIEW");
        assertThat(review(CITY, id, ReviewDecision.PASS)).startsWith("APPROVED");
    }

    @Test
    void aThousandNumbersOfEnterprisesThatNobodyHasCertifiedBlockNobody() {
        List<Drafted> squatters = intake.drafts("340123", SQUATTERS);
        squatters.forEach(each -> named(each, null, contract));
        TestIntake.submitAll(submissions, squatters, AFTER);
        uncertified(squatters.stream().map(Drafted::organizationId).toArray(UUID[]::new));
        Drafted honest = submitted(null, contract);

        assertThat(review(COUNTY, honest.id(), ReviewDecision.PASS)).startsWith("CITY_REVIEW");
        assertThat(review(CITY, honest.id(), ReviewDecision.PASS)).startsWith("APPROVED");
    }

    @Test
    void aThousandApplicationsOfEnterprisesThatNobodyHasCertifiedHoldNothingAndBlockNobody() {
        List<Drafted> invented = intake.pending("340123", SQUATTERS).stream()
                .map(TestIntake.Pending::draft)
                .toList();
        invented.forEach(each -> named(each, null, contract));
        TestIntake.submitAll(submissions, invented, AFTER);
        assertThat(intake.number(
                        "SELECT count(*) FROM voucher_application WHERE programme_id = $1 AND awaits_certification",
                        intake.programmeId()))
                .isEqualTo(SQUATTERS);
        assertThat(intake.number(
                        "SELECT sum(held_fen)::bigint FROM voucher_application WHERE programme_id = $1",
                        intake.programmeId()))
                .isZero();
        assertThat(intake.number("SELECT committed_fen FROM budget WHERE id = $1", intake.budgetId()))
                .isZero();

        long begun = System.nanoTime();
        Drafted honest = submitted(null, contract);
        assertThat(found(honest).disposition()).isEqualTo(FraudDisposition.CLEAR);
        assertThat(review(COLLEAGUE, honest.id(), ReviewDecision.PASS)).startsWith("CITY_REVIEW");
        assertThat(review(CITY, honest.id(), ReviewDecision.PASS)).startsWith("APPROVED");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Patience.LONG);
        assertThat(evidence.otherUses(pool, WorkerThread.await(applications.find(pool, honest.id())), Ids.OLDEST)
                        .await()
                        .atMost(Patience.LONG))
                .as("what is looked through")
                .isEmpty();
    }

    @Test
    void whoIsCertifiedAfterwardsIsHeldByWhatWasApprovedMeanwhile() {
        Drafted first = submitted(null, contract);
        review(COUNTY, first.id(), ReviewDecision.TAKE_UP);
        uncertified(first.organizationId());
        Drafted second = submitted(null, contract);
        review(COUNTY, second.id(), ReviewDecision.PASS);
        assertThat(review(CITY, second.id(), ReviewDecision.PASS)).startsWith("APPROVED");

        certified(first.organizationId());
        assertThat(found(first.id()).disposition()).isEqualTo(FraudDisposition.CLEAR);
        assertRefused("fraud-signal-open", () -> review(COUNTY, first.id(), ReviewDecision.PASS));
    }

    private void measure(OrganizationMeasure measure, Drafted draft) {
        await(units.carryOut(measures.take(measure, COUNTY, draft.organizationId(), "核查")));
    }

    private Drafted submitted(UUID seller, String number) {
        Drafted draft = intake.draft("340123");
        named(draft, seller, number);
        submit(draft);
        return draft;
    }

    private void named(Drafted draft, UUID seller, String number) {
        execute(
                "UPDATE voucher_application SET request = regexp_replace(request, '\"contractNumber\":\"[^\"]*\"', $2)"
                        + " WHERE id = $1",
                Tuple.of(draft.id(), "\"contractNumber\":\"" + number + "\""));
        if (seller != null) {
            intake.from(draft, seller);
        }
    }

    private void submit(Drafted draft) {
        TestIntake.submitAll(submissions, List.of(draft), AFTER);
    }

    private void uncertified(UUID... organizations) {
        execute(
                "UPDATE organization SET certification_id = NULL, certified_at = NULL, certified_name_zh = NULL,"
                        + " certified_region_code = NULL, certified_industry_code = NULL, certified_size = NULL,"
                        + " certified_tags = NULL, certified_revenue_fen = NULL, certified_staff_count = NULL"
                        + " WHERE id = ANY($1)",
                Tuple.tuple().addArrayOfUUID(organizations));
    }

    private void certified(UUID organization) {
        execute(
                "UPDATE organization SET certification_id = id, certified_at = now(), certified_name_zh = name_zh,"
                        + " certified_region_code = region_code, certified_industry_code = '34', certified_size ="
                        + " 'SMALL', certified_tags = '{}', certified_revenue_fen = 25000000000, certified_staff_count"
                        + " = 100 WHERE id = $1",
                Tuple.of(organization));
    }

    private FraudFinding found(Drafted draft) {
        review(COUNTY, draft.id(), ReviewDecision.TAKE_UP);
        return found(draft.id());
    }

    private FraudFinding found(UUID id) {
        return signals(id).findings().get(FraudRule.EVIDENCE_USED_BEFORE.ordinal());
    }

    private ApplicationSignals signals(UUID id) {
        return DecisionRecords.read(await(applications.find(pool, id)).signals(), ApplicationSignals.class);
    }

    private String review(Actor actor, UUID id, ReviewDecision decision) {
        NewReview form = new NewReview(decision, "测试", null, null, null, null, null, null);
        return await(units.carryOut(reviews.review(actor, id, form)).map(TestIntake::told))
                .body();
    }

    private void clear(Actor actor, UUID id) {
        NewDisposition cleared = new NewDisposition(FraudRule.EVIDENCE_USED_BEFORE, true, "两份合同内容不同");
        await(units.carryOut(reviews.dispose(actor, id, cleared)).map(TestIntake::told));
    }

    private void execute(String sql, Tuple arguments) {
        await(pool.preparedQuery(sql).execute(arguments));
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static <T> T await(Uni<T> work) {
        return WorkerThread.await(work);
    }
}
