package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.dengyun.application.ApplicationForms.NewReview;
import cn.dengyun.application.TestIntake.Drafted;
import cn.dengyun.application.domain.ReviewDecision;
import cn.dengyun.application.domain.VoucherApplication;
import cn.dengyun.files.DocumentService;
import cn.dengyun.files.DocumentVisibility;
import cn.dengyun.files.NewDocument;
import cn.dengyun.ledger.LedgerService;
import cn.dengyun.platform.frame.Effect;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.web.Answer;
import cn.dengyun.programme.store.BudgetStore;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.DocumentPurpose;
import cn.dengyun.shared.Hashes;
import cn.dengyun.shared.Ids;
import cn.dengyun.shared.Rejection;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a programme demands as documents is there when an application is submitted, or the application is not. */
@QuarkusTest
class RequiredDocumentsTest {

    private static final Instant AFTER = TestIntake.OPENING.plusSeconds(3_600);
    private static final NewReview PASS =
            new NewReview(ReviewDecision.PASS, "材料齐全", null, null, null, null, null, null);

    @Inject
    SubmissionService submissions;

    @Inject
    ReviewService reviews;

    @Inject
    DocumentService documents;

    @Inject
    BudgetStore budgets;

    @Inject
    LedgerService ledger;

    @Inject
    Pool pool;

    @Test
    void whatIsMissingIsToldWithEverythingElse() {
        TestIntake intake = intake();
        Drafted draft = intake.draft("340123");
        intake.leaveOut(draft, "\"otherFiscalMoney\":false", "\"otherFiscalMoney\":null");

        assertRefused(tryOut(draft, AFTER), "/otherFiscalMoney", "/documents", "/documents");
        assertRefused(submit(draft), "/otherFiscalMoney", "/documents", "/documents");
        assertThatThrownBy(() -> await(tryOut(draft, TestIntake.OPENING.minusMillis(1))))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        refusal -> assertThat(refusal.defects())
                                .contains(
                                        Defect.at("/documents", "rule-document-missing", "BUSINESS_LICENCE"),
                                        Defect.at("/documents", "rule-document-missing", "CONTRACT")));
    }

    @Test
    void aDocumentOfEachPurposeIsEnoughAndOneThatWasWithdrawnIsNone() {
        Drafted draft = intake().draft("340123");

        put(draft, DocumentPurpose.CONTRACT);
        put(draft, DocumentPurpose.INVOICE);
        assertRefused(submit(draft), "/documents");
        UUID licence = put(draft, DocumentPurpose.BUSINESS_LICENCE);
        withdraw(draft, licence);
        assertRefused(submit(draft), "/documents");
        put(draft, DocumentPurpose.BUSINESS_LICENCE);

        assertThat(await(tryOut(draft, AFTER)).body()).isEqualTo("SUBMITTED 1 600000");
        assertThat(await(submit(draft)).body()).isEqualTo("SUBMITTED 1 600000");
    }

    @Test
    void whoCorrectsDoesNotTakeADocumentOff() {
        TestIntake intake = intake();
        Drafted draft = intake.draft("340123");
        UUID contract = put(draft, DocumentPurpose.CONTRACT);
        put(draft, DocumentPurpose.BUSINESS_LICENCE);
        await(submit(draft));
        assertThatThrownBy(() -> withdraw(draft, contract))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo("document-record-closed"));
        intake.put(draft, "RETURNED");
        withdraw(draft, contract);

        assertRefused(submit(draft), "/documents");
        put(draft, DocumentPurpose.CONTRACT);
        assertThat(await(submit(draft)).body()).startsWith("SUBMITTED");
    }

    @Test
    void whoTookADocumentOffAndWasServedWithoutSubmittingAgainIsNotPassed() {
        TestIntake intake = intake();
        Drafted draft = intake.draft("340123");
        UUID contract = put(draft, DocumentPurpose.CONTRACT);
        put(draft, DocumentPurpose.BUSINESS_LICENCE);
        await(submit(draft));
        intake.put(draft, "RETURNED");
        withdraw(draft, contract);
        // Set aside while its enterprise was frozen, and served when it was not any more.
        intake.put(draft, "COUNTY_REVIEW");

        assertThatThrownBy(() -> await(done(reviews.review(TestIntake.authority("340123"), draft.id(), PASS))))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("application-not-approvable");
                    assertThat(refusal.defects())
                            .containsExactly(Defect.at("/documents", "rule-document-missing", "CONTRACT"));
                });
    }

    @Test
    void theDocumentsOfOneServeNoOther() {
        TestIntake intake = intake();
        Drafted draft = intake.draft("340123");
        put(draft, DocumentPurpose.CONTRACT);
        put(draft, DocumentPurpose.BUSINESS_LICENCE);

        assertRefused(submit(intake.draft("340123")), "/documents", "/documents");
    }

    private TestIntake intake() {
        return new TestIntake(pool, budgets, ledger)
                .programme(rules -> {
                    rules.putObject("requiredDocuments")
                            .put("clause", "第八条")
                            .putArray("value")
                            .add("CONTRACT")
                            .add("BUSINESS_LICENCE");
                })
                .budget("340100", 10 * TestIntake.FACE_FEN);
    }

    private UUID put(Drafted draft, DocumentPurpose purpose) {
        NewDocument wanted = new NewDocument(
                attachment(draft),
                purpose,
                "合肥市市场监督管理局",
                null,
                LocalDate.of(2026, 5, 1),
                DocumentVisibility.RECORD,
                null);
        return await(done(documents.add(draft.actor(), ApplicationRecord.KIND, draft.id(), wanted)))
                .document()
                .id();
    }

    private void withdraw(Drafted draft, UUID document) {
        await(done(documents.withdraw(draft.actor(), document)));
    }

    private <T> Uni<T> done(Effect<T> effect) {
        return effect.prepare().chain(prepared -> pool.withTransaction(prepared::in));
    }

    /** A PDF of the enterprise, without the bytes. */
    private UUID attachment(Drafted draft) {
        UUID id = Ids.next();
        await(pool.preparedQuery("INSERT INTO attachment_content (id, store, state, sha256, byte_count, created_at)"
                        + " VALUES ($1, 'DATABASE', 'STORED', $2, 9, now())")
                .execute(Tuple.of(id, Hashes.sha256Hex(id.toString()))));
        await(pool.preparedQuery("INSERT INTO attachment (id, organization_id, content_id, purpose, file_name, type,"
                        + " byte_count, created_at, created_by) VALUES ($1, $2, $1, 'EVIDENCE', 'a.pdf', 'PDF', 9, now(),"
                        + " $3)")
                .execute(Tuple.of(id, draft.organizationId(), draft.actor().id())));
        return id;
    }

    private static void assertRefused(Uni<Answer> refused, String... pointers) {
        assertThatThrownBy(() -> await(refused)).isInstanceOfSatisfying(Rejection.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("application-not-eligible");
            assertThat(refusal.defects()).extracting(Defect::pointer).containsExactly(pointers);
        });
    }

    private Uni<Answer> tryOut(Drafted draft, Instant at) {
        Effect<VoucherApplication> alone =
                submissions.submit(draft.actor(), draft.id(), at).alone();
        return pool.withConnection(connection -> connection
                        .begin()
                        .chain(unit -> alone.prepare()
                                .chain(prepared -> prepared.in(connection))
                                .onItemOrFailure()
                                .call(unit::rollback)))
                .map(TestIntake::told);
    }

    private Uni<Answer> submit(Drafted draft) {
        return TestIntake.handIn(
                submissions.submit(draft.actor(), draft.id(), AFTER),
                draft.actor(),
                UUID.randomUUID().toString());
    }

    private static <T> T await(Uni<T> uni) {
        return WorkerThread.await(uni);
    }
}
