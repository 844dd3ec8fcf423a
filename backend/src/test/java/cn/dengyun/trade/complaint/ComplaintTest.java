package cn.dengyun.trade.complaint;

import static cn.dengyun.trade.complaint.TestComplaints.accepted;
import static cn.dengyun.trade.complaint.TestComplaints.answer;
import static cn.dengyun.trade.complaint.TestComplaints.decide;
import static cn.dengyun.trade.complaint.TestComplaints.escalate;
import static cn.dengyun.trade.complaint.TestComplaints.file;
import static cn.dengyun.trade.complaint.TestComplaints.filed;
import static cn.dengyun.trade.complaint.TestComplaints.form;
import static cn.dengyun.trade.complaint.TestComplaints.fulfil;
import static cn.dengyun.trade.complaint.TestComplaints.get;
import static cn.dengyun.trade.complaint.TestComplaints.handOver;
import static cn.dengyun.trade.complaint.TestComplaints.move;
import static cn.dengyun.trade.complaint.TestComplaints.ruleOut;
import static cn.dengyun.trade.complaint.TestComplaints.settle;
import static cn.dengyun.trade.complaint.TestComplaints.withdraw;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.trade.order.MonthOffering;
import cn.dengyun.trade.order.TestOrders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Enterprises complain about orders that were accepted: the provider answers, or an authority decides. */
@QuarkusTest
class ComplaintTest {

    private static final String WHY = "费用";

    private static TestEnterprise buyer;
    private static TestEnterprise seller;
    private static String provider;

    @Inject
    ComplaintRounds rounds;

    /** Certified, and shared by all tests: each complains about orders of its own. */
    private static RequestSpecification enterprise() {
        if (buyer == null) {
            buyer = TestEnterprise.certified("340123", "feixi");
        }
        return as(buyer);
    }

    /** A provider that is in the county of the enterprise. */
    private static RequestSpecification seller() {
        if (seller == null) {
            seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
            provider = TestSupervision.asProvider(seller);
        }
        return as(seller);
    }

    private static RequestSpecification as(TestEnterprise organization) {
        return given().auth().oauth2(organization.token());
    }

    private static RequestSpecification platform() {
        return SignedIn.as("platform");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static String status(String id) {
        return get(SignedIn.as("province"), id).path("status");
    }

    private static String complained(String kind) {
        return filed(enterprise(), accepted(enterprise()), kind);
    }

    private static List<String> moves(String id) {
        return SignedIn.as("province")
                .get(TestComplaints.PATH + "/" + id + "/steps")
                .path("data.move");
    }

    @Test
    void aComplaintIsAnsweredAndTheEnterpriseSaysThatItIsSettled() {
        Response made = file(enterprise(), accepted(enterprise()), "SERVICE_QUALITY");
        String id = made.path("id");

        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.<String>path("status")).isEqualTo("FILED");
        assertThat(made.<String>path("dueAt")).isEqualTo(made.path("answerDueAt"));
        assertThat(made.<List<String>>path("availableActions")).containsExactly("WITHDRAW");
        assertThat(get(platform(), id).<List<String>>path("availableActions")).containsExactly("ANSWER");
        assertThat(code(settle(enterprise(), id))).isEqualTo("transition-not-allowed");
        assertThat(code(escalate(enterprise(), id))).isEqualTo("transition-not-allowed");
        assertThat(answer(enterprise(), id).statusCode()).isEqualTo(403);
        assertThat(answer(SignedIn.as("application"), id).statusCode()).isEqualTo(404);

        Response answered = answer(platform(), id);
        assertThat(answered.<String>path("status")).as(answered.asString()).isEqualTo("ANSWER_GIVEN");
        assertThat(answered.<Boolean>path("isAnsweredInTime")).isTrue();
        assertThat(code(answer(platform(), id))).isEqualTo("transition-not-allowed");
        assertThat(settle(platform(), id).statusCode()).isEqualTo(403);
        Response settled = settle(enterprise(), id);
        assertThat(settled.<String>path("status")).as(settled.asString()).isEqualTo("SETTLED");
        assertThat(settled.<String>path("dueAt")).isNull();
        assertThat(settled.<List<String>>path("availableActions")).isEmpty();
        assertThat(code(withdraw(enterprise(), id))).isEqualTo("transition-not-allowed");
        assertThat(moves(id)).containsExactly("SETTLE", "ANSWER", "FILE");
    }

    @Test
    void onlyAcceptedOrdersAreComplainedAboutAndFiveTimesAtTheMost() {
        String offering = MonthOffering.id();
        String placed = TestComplaints.placed(enterprise(), offering);

        assertThat(code(file(enterprise(), placed, "OTHER"))).isEqualTo("complaint-without-contract");
        TestOrders.accept(platform(), placed).then().statusCode(200);
        assertThat(file(platform(), placed, "OTHER").statusCode()).isEqualTo(403);
        assertThat(code(file(SignedIn.as("enterprise2"), placed, "OTHER"))).isEqualTo("service-order-not-found");
        withdraw(enterprise(), filed(enterprise(), placed, "OTHER")).then().statusCode(200);
        for (int i = 1; i < 4; i++) {
            filed(enterprise(), placed, "FEES");
        }
        List<CompletableFuture<Response>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RequestSpecification caller = enterprise();
            all.add(CompletableFuture.supplyAsync(
                    () -> file(caller, placed, "FEES"), task -> new Thread(task).start()));
        }
        List<Response> answers = all.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(each -> each.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(each -> each.statusCode() != 201)
                .allSatisfy(each -> assertThat(code(each)).isEqualTo("complaints-of-order-too-many"));
    }

    @Test
    void aCancelledOrderWasRealWhereItWasAccepted() {
        String order = accepted(enterprise());
        TestOrders.cancel(enterprise(), order).then().statusCode(200);

        assertThat(file(enterprise(), order, "NOT_REACHABLE").statusCode()).isEqualTo(201);
    }

    @Test
    void whatIsNotAnsweredInTimeAnAuthorityOfTheEnterpriseDecides() {
        String id = complained("NOT_REACHABLE");
        assertThat(code(decide(SignedIn.as("feixi"), id, "UPHELD", "整改"))).isEqualTo("transition-not-allowed");
        TestComplaints.runOut(id);

        Response late = get(platform(), id);
        assertThat(late.<String>path("status")).isEqualTo("ESCALATED");
        assertThat(late.<String>path("escalatedAt")).isEqualTo(late.path("answerDueAt"));
        assertThat(late.<List<String>>path("availableActions")).containsExactly("ANSWER_LATE");
        Response answered = answer(platform(), id);
        assertThat(answered.<String>path("status")).as(answered.asString()).isEqualTo("ESCALATED");
        assertThat(answered.<Boolean>path("isAnsweredInTime")).isFalse();
        assertThat(code(answer(platform(), id))).isEqualTo("complaint-answered-before");

        assertThat(decide(SignedIn.as("wuhu"), id, "NOT_UPHELD", null).statusCode())
                .isEqualTo(404);
        assertThat(decide(enterprise(), id, "UPHELD", "整改").statusCode()).isEqualTo(403);
        Response without = decide(SignedIn.as("hefei"), id, "PARTLY_UPHELD", null);
        assertThat(without.<List<String>>path("errors.code")).containsExactly("complaint-measures-missing", "required");
        assertThat(without.<List<String>>path("errors.pointer")).containsExactly("/measures", "/measuresDueOn");
        assertThat(code(withdraw(enterprise(), id)))
                .as("it can be settled, and counts")
                .isEqualTo("transition-not-allowed");
        Response decided = decide(SignedIn.as("hefei"), id, "PARTLY_UPHELD", "公布值班电话");
        assertThat(decided.<String>path("status")).as(decided.asString()).isEqualTo("DECIDED");
        assertThat(get(platform(), id).<String>path("measures")).isEqualTo("公布值班电话");
        assertThat(get(platform(), id).<String>path("measuresDueOn")).isEqualTo(TestComplaints.DUE_ON.toString());
        assertThat(code(decide(SignedIn.as("province"), id, "NOT_UPHELD", null)))
                .isEqualTo("transition-not-allowed");
        assertThat(moves(id)).containsExactly("DECIDE", "ANSWER_LATE", "RUN_OUT", "FILE");
    }

    @Test
    void whomTheAnswerDoesNotHelpAsksTheAuthority() {
        String id = complained("FEES");
        answer(platform(), id).then().statusCode(200);

        assertThat(escalate(platform(), id).statusCode()).isEqualTo(403);
        Response asked = escalate(enterprise(), id);
        assertThat(asked.<String>path("status")).as(asked.asString()).isEqualTo("ESCALATED");
        assertThat(asked.<String>path("grounds")).isEqualTo("费用未减免");
        assertThat(code(escalate(enterprise(), id))).isEqualTo("transition-not-allowed");
        Response decided = decide(SignedIn.as("feixi"), id, "NOT_UPHELD", null);
        assertThat(decided.<String>path("finding")).as(decided.asString()).isEqualTo("NOT_UPHELD");
        assertThat(moves(id)).containsExactly("DECIDE", "ESCALATE", "ANSWER", "FILE");
    }

    @Test
    void silenceOfTheEnterpriseClosesIt() {
        String id = complained("FEES");
        answer(platform(), id).then().statusCode(200);
        TestSupervision.set("UPDATE order_complaint SET settle_due_at = now() - interval '1 hour' WHERE id = ?", id);

        assertThat(status(id)).isEqualTo("ANSWERED");
        assertThat(get(enterprise(), id).<List<String>>path("availableActions")).isEmpty();
        assertThat(code(escalate(enterprise(), id))).isEqualTo("transition-not-allowed");
        assertThat(enterprise().get(TestComplaints.PATH + "?status=ANSWERED").<List<String>>path("data.id"))
                .contains(id);
        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());
        assertThat(moves(id)).containsExactly("CLOSE", "ANSWER", "FILE");
    }

    @Test
    void theProviderIsRemindedOnceAndThenItsTimeIsOver() {
        String id = complained("OTHER");
        TestSupervision.set("UPDATE order_complaint SET remind_at = now() - interval '1 hour' WHERE id = ?", id);

        WorkerThread.await(rounds.round());
        WorkerThread.await(rounds.round());
        assertThat(moves(id)).containsExactly("REMIND", "FILE");
        assertThat(status(id)).isEqualTo("FILED");
        TestComplaints.runOut(id);
        WorkerThread.await(rounds.round());

        assertThat(moves(id)).containsExactly("RUN_OUT", "REMIND", "FILE");
        assertThat(platform()
                        .get(TestComplaints.PATH + "?status=ESCALATED&limit=200")
                        .<List<String>>path("data.id"))
                .contains(id);
    }

    @Test
    void whoIsTheContactOfASideDecidesNothing() {
        TestEnterprise own = TestEnterprise.certified("340123", "feixi");
        String id = filed(as(own), accepted(as(own)), "FEES");
        TestComplaints.runOut(id);
        TestSupervision.set("UPDATE organization SET contact_phone = '+86 13955512377' WHERE id = ?", own.id());
        mobile("hefei", "'13955512377'", own);

        try {
            assertThat(code(decide(SignedIn.as("hefei"), id, "NOT_UPHELD", null)))
                    .isEqualTo("review-own-side");
        } finally {
            mobile("hefei", "NULL", own);
        }
        assertThat(decide(SignedIn.as("hefei"), id, "NOT_UPHELD", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsTheContactOfASideFindsNoIncidentAndRulesNoneOut() {
        TestEnterprise own = TestEnterprise.certified("340123", "feixi");
        String id = filed(as(own), accepted(as(own)), "DATA_SECURITY");
        String incident = TestSupervision.recorded(TestComplaints.PLATFORM, "province");
        TestSupervision.set("UPDATE organization SET contact_phone = '+86 13955512378' WHERE id = ?", own.id());
        mobile("province", "'13955512378'", own);

        try {
            assertThat(code(ruleOut(SignedIn.as("province"), id))).isEqualTo("review-own-side");
            assertThat(code(handOver(SignedIn.as("province"), id, incident))).isEqualTo("review-own-side");
        } finally {
            mobile("province", "NULL", own);
        }
        assertThat(handOver(SignedIn.as("province"), id, incident).statusCode()).isEqualTo(200);
    }

    private static void mobile(String username, String number, TestEnterprise any) {
        TestSupervision.set(
                "UPDATE account SET mobile = " + number + " WHERE username = '" + username
                        + "' AND ?::uuid IS NOT NULL",
                any.id());
    }

    @Test
    void whatWasOrderedIsDoneOrSeenTo() {
        String id = complained("FEES");
        assertThat(code(fulfil(platform(), id))).isEqualTo("transition-not-allowed");
        TestComplaints.runOut(id);
        decide(SignedIn.as("feixi"), id, "UPHELD", "减免当月费用").then().statusCode(200);

        assertThat(work(platform(), "COMPLAINT_FULFILMENT")).contains(id);
        assertThat(work(SignedIn.as("feixi"), "COMPLAINT_ENFORCEMENT")).doesNotContain(id);
        TestSupervision.set("UPDATE order_complaint SET measures_due_on = current_date - 2 WHERE id = ?", id);
        assertThat(work(SignedIn.as("feixi"), "COMPLAINT_ENFORCEMENT")).contains(id);
        assertThat(fulfil(enterprise(), id).statusCode()).isEqualTo(403);
        assertThat(fulfil(SignedIn.as("wuhu"), id).statusCode()).isEqualTo(404);
        Response done = fulfil(platform(), id);
        assertThat(done.<String>path("done")).as(done.asString()).isEqualTo("费用已减免");
        assertThat(done.<String>path("doneAt")).isNotNull();
        assertThat(done.<String>path("confirmedAt")).isNull();
        assertThat(code(fulfil(platform(), id))).isEqualTo("complaint-fulfilled-before");
        assertThat(work(platform(), "COMPLAINT_FULFILMENT")).doesNotContain(id);
        assertThat(work(SignedIn.as("feixi"), "COMPLAINT_ENFORCEMENT"))
                .as("the word of the provider does not end it")
                .contains(id);
        Response seen = fulfil(SignedIn.as("feixi"), id);
        assertThat(seen.<String>path("confirmedAt")).as(seen.asString()).isNotNull();
        assertThat(code(fulfil(SignedIn.as("feixi"), id))).isEqualTo("complaint-fulfilled-before");
        assertThat(work(SignedIn.as("feixi"), "COMPLAINT_ENFORCEMENT")).doesNotContain(id);
    }

    @Test
    void whereNothingWasOrderedNothingIsDone() {
        String id = complained("FEES");
        TestComplaints.runOut(id);
        Response unfit = decide(SignedIn.as("feixi"), id, "NOT_UPHELD", "减免当月费用");

        assertThat(unfit.<List<String>>path("errors.code")).containsExactly("complaint-measures-unfit");
        decide(SignedIn.as("feixi"), id, "NOT_UPHELD", null).then().statusCode(200);
        assertThat(code(fulfil(platform(), id))).isEqualTo("complaint-without-measures");
    }

    /** The subjects of a kind of work that wait for somebody. */
    private static List<String> work(RequestSpecification caller, String kind) {
        return caller.get("/api/v1/work-items?limit=200&kind=" + kind).path("data.subject.id");
    }

    @Test
    void whatIsAboutDataSecurityIsHandedOverToAnIncident() {
        String id = complained("DATA_SECURITY");
        String incident = TestSupervision.recorded(TestComplaints.PLATFORM, "province");
        String another = TestSupervision.recorded(TestSupervision.aProviderOf("340200"), "province");

        assertThat(work(SignedIn.as("province"), "COMPLAINT_SECURITY")).contains(id);
        assertThat(handOver(enterprise(), id, incident).statusCode()).isEqualTo(403);
        assertThat(code(handOver(SignedIn.as("wuhu"), id, incident))).isEqualTo("order-complaint-not-found");
        // The platform is one of the province, of whose incidents a county is not told.
        assertThat(code(handOver(SignedIn.as("feixi"), id, incident))).isEqualTo("not-yours");
        assertThat(code(ruleOut(SignedIn.as("feixi"), id))).isEqualTo("not-yours");
        assertThat(get(SignedIn.as("feixi"), id).<List<String>>path("availableActions"))
                .isEmpty();
        assertThat(code(handOver(SignedIn.as("province"), id, UUID.randomUUID().toString())))
                .isEqualTo("security-incident-not-found");
        assertThat(code(handOver(SignedIn.as("province"), id, another))).isEqualTo("complaint-incident-unfit");
        // What an enterprise takes back may be an incident all the same.
        withdraw(enterprise(), id).then().statusCode(200);
        assertThat(work(SignedIn.as("province"), "COMPLAINT_SECURITY")).contains(id);
        Response handed = handOver(SignedIn.as("province"), id, incident);
        assertThat(handed.<String>path("incidentId")).as(handed.asString()).isEqualTo(incident);
        assertThat(handed.<String>path("status")).isEqualTo("WITHDRAWN");
        assertThat(work(SignedIn.as("province"), "COMPLAINT_SECURITY")).doesNotContain(id);
        assertThat(code(handOver(SignedIn.as("province"), id, incident))).isEqualTo("complaint-handed-over");
        assertThat(code(ruleOut(SignedIn.as("province"), id))).isEqualTo("complaint-handed-over");
        assertThat(get(platform(), id).<String>path("incidentId")).isEqualTo(incident);
        for (String untold : List.of("feixi", "hefei")) {
            assertThat(get(SignedIn.as(untold), id).<String>path("incidentId"))
                    .as(untold)
                    .isNull();
        }
        assertThat(get(enterprise(), id).<String>path("incidentId")).isNull();
        assertThat(get(enterprise(), id).<String>path("incidentAt")).isNotNull();
        assertThat(code(handOver(SignedIn.as("province"), complained("FEES"), incident)))
                .isEqualTo("complaint-not-of-security");
    }

    @Test
    void noAuditOfAnEnterpriseTellsToWhichIncidentItsComplaintWent() {
        String id = complained("DATA_SECURITY");
        String incident = TestSupervision.recorded(TestComplaints.PLATFORM, "province");
        handOver(SignedIn.as("province"), id, incident).then().statusCode(200);
        answer(platform(), id).then().statusCode(200);

        String entries = enterprise()
                .get("/api/v1/audit-entries?limit=200&subject=" + TestComplaints.PATH + "/" + id)
                .asString();
        assertThat(entries)
                .contains("complaint.handed-over", "complaint.answered")
                .doesNotContain(incident);
        assertThat(enterprise().get(TestComplaints.PATH + "/" + id + "/steps").asString())
                .contains("HAND_OVER")
                .doesNotContain(incident);
    }

    @Test
    void whereTheIncidentIsDismissedAnotherIsNamed() {
        String id = complained("DATA_SECURITY");
        String dismissed = TestSupervision.recorded(TestComplaints.PLATFORM, "province");
        String real = TestSupervision.recorded(TestComplaints.PLATFORM, "province");
        handOver(SignedIn.as("province"), id, dismissed).then().statusCode(200);
        assertThat(code(handOver(SignedIn.as("province"), id, real))).isEqualTo("complaint-handed-over");
        assertThat(work(SignedIn.as("province"), "COMPLAINT_SECURITY")).doesNotContain(id);
        TestSupervision.move("province2", "/api/v1/security-incidents", dismissed, "dismissals")
                .statusCode(200);

        Response back = get(SignedIn.as("province"), id);
        assertThat(back.<String>path("incidentId")).as(back.asString()).isNull();
        assertThat(back.<List<String>>path("availableActions")).containsExactly("HAND_OVER", "RULE_OUT");
        assertThat(work(SignedIn.as("province"), "COMPLAINT_SECURITY")).contains(id);
        assertThat(code(handOver(SignedIn.as("province"), id, dismissed))).isEqualTo("complaint-incident-unfit");
        Response handed = handOver(SignedIn.as("province"), id, real);
        assertThat(handed.<String>path("incidentId")).as(handed.asString()).isEqualTo(real);
    }

    @Test
    void whatIsNoIncidentIsRuledOut() {
        String id = complained("DATA_SECURITY");

        Response out = ruleOut(SignedIn.as("province"), id);
        assertThat(out.<String>path("ruledOutAt")).as(out.asString()).isNotNull();
        assertThat(out.<String>path("status")).isEqualTo("FILED");
        assertThat(code(ruleOut(SignedIn.as("province"), id))).isEqualTo("complaint-ruled-out");
        assertThat(code(ruleOut(SignedIn.as("province"), complained("FEES")))).isEqualTo("complaint-not-of-security");
        assertThat(work(SignedIn.as("province"), "COMPLAINT_SECURITY")).doesNotContain(id);
        String found = TestSupervision.recorded(TestComplaints.PLATFORM, "province");
        assertThat(handOver(SignedIn.as("province"), id, found).statusCode()).isEqualTo(200);
    }

    @Test
    void everybodyReadsHowManyThereAreAndNobodyWhatIsHiddenByTakingOffWhatIsShown() {
        TestEnterprise sells = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String sellerId = TestSupervision.asProvider(sells);
        String loud = MonthOffering.of(sellerId, () -> as(sells));
        String quiet = MonthOffering.of(sellerId, () -> as(sells));
        List<String> aboutLoud = filedBefore(sells, loud);
        answer(as(sells), aboutLoud.get(0)).then().statusCode(200);
        TestComplaints.runOut(aboutLoud.get(1));
        decide(SignedIn.as("feixi"), aboutLoud.get(1), "UPHELD", "整改").then().statusCode(200);
        assertThat(ofOffering(loud).<Boolean>path("isShown"))
                .as("of this month nothing is shown")
                .isFalse();
        aboutLoud.forEach(id -> monthAgo(id, true));

        assertNumbers(ofOffering(loud), 5, 1, 1);
        assertNumbers(ofProvider(sellerId), 5, 1, 1);
        List<String> aboutQuiet = filedBefore(sells, quiet);
        monthAgo(aboutQuiet.get(0), true);
        assertNumbers(ofProvider(sellerId), 6, 1, 1);
        for (String offering : List.of(loud, quiet)) {
            assertThat(ofOffering(offering).<Boolean>path("isShown"))
                    .as("what is hidden is what is left")
                    .isFalse();
            assertThat(ofOffering(offering).<Integer>path("filed")).isNull();
        }
        aboutQuiet.forEach(id -> monthAgo(id, true));
        assertNumbers(ofOffering(loud), 5, 1, 1);
        assertNumbers(ofOffering(quiet), 5, 0, 0);
        assertNumbers(ofProvider(sellerId), 10, 1, 1);
        monthAgo(aboutQuiet.get(4), false);
        assertThat(ofOffering(quiet).<Boolean>path("isShown")).isFalse();
        String nobodys = UUID.randomUUID().toString();
        assertThat(code(ofOffering(nobodys))).isEqualTo("offering-not-found");
        assertThat(code(ofProvider(nobodys))).isEqualTo("provider-not-found");
    }

    private static void assertNumbers(Response summary, int filed, int answered, int upheld) {
        assertThat(summary.<Boolean>path("isShown")).as(summary.asString()).isTrue();
        assertThat(summary.<Integer>path("filed")).isEqualTo(filed);
        assertThat(summary.<Integer>path("answeredInTime")).isEqualTo(answered);
        assertThat(summary.<Integer>path("upheld")).isEqualTo(upheld);
    }

    /** The ids of five about an order of an offering. */
    private static List<String> filedBefore(TestEnterprise sells, String offering) {
        String order = accepted(enterprise(), () -> as(sells), offering);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(filed(enterprise(), order, "FEES"));
        }
        return ids;
    }

    /** Lets one be of a legal entity of its own, and all of it of last month; or as if it was never due. */
    private static void monthAgo(String id, boolean isOver) {
        String ago = isOver ? "- interval '40 days'" : "+ interval '40 days'";
        TestSupervision.set(
                "UPDATE order_complaint SET credit_code = id::text, answer_due_at = now() " + ago
                        + ", remind_at = NULL, answered_at = CASE WHEN answered_at IS NOT NULL THEN now() "
                        + "- interval '41 days' END, decided_at = CASE WHEN decided_at IS NOT NULL THEN now() "
                        + "- interval '39 days' END WHERE id = ?",
                id);
    }

    private static Response ofOffering(String id) {
        return given().get("/api/v1/offerings/" + id + "/complaint-summary");
    }

    private static Response ofProvider(String id) {
        return given().get("/api/v1/providers/" + id + "/complaint-summary");
    }

    @Test
    void bothSidesPutDocumentsOnItUntilItIsClosed() {
        String id = complained("FALSE_ADVERTISING");
        String path = TestComplaints.PATH + "/" + id;

        Response put = document(ComplaintTest::enterprise, path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(201);
        assertThat(document(ComplaintTest::platform, path).statusCode()).isEqualTo(201);
        assertThat(document(() -> SignedIn.as("application"), path).statusCode())
                .isEqualTo(404);
        assertThat(SignedIn.as("feixi").get(path + "/documents").<List<String>>path("data.id"))
                .hasSize(2);
        assertThat(SignedIn.as("enterprise2").get(path + "/documents").statusCode())
                .isEqualTo(404);
        withdraw(enterprise(), id).then().statusCode(200);
        assertThat(code(document(ComplaintTest::enterprise, path))).isEqualTo("document-record-closed");
    }

    private static Response document(Supplier<RequestSpecification> caller, String path) {
        String file = TestDocuments.sent(caller.get(), "截图.pdf", "application/pdf", TestDocuments.aPdf());
        return TestOrders.post(caller.get(), path + "/documents", TestDocuments.of(file, "OTHER", "RECORD"));
    }

    @Test
    void strangersAreToldNothingAndClientsNeedTheScope() {
        String id = complained("OTHER");

        for (String stranger : List.of("enterprise", "enterprise2", "application", "wuhu")) {
            assertThat(get(SignedIn.as(stranger), id).statusCode()).as(stranger).isEqualTo(404);
            assertThat(SignedIn.as(stranger)
                            .get(TestComplaints.PATH + "/" + id + "/steps")
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        for (String known : List.of("platform", "feixi", "hefei", "province", "auditor")) {
            assertThat(get(SignedIn.as(known), id).statusCode()).as(known).isEqualTo(200);
        }
        assertThat(given().get(TestComplaints.PATH).statusCode()).isEqualTo(401);
        assertThat(withdraw(SignedIn.as("enterprise2"), id).statusCode()).isEqualTo(404);
        RequestSpecification other = given().auth().oauth2(SignedIn.narrowToken("catalogue:read"));
        RequestSpecification reader = given().auth().oauth2(SignedIn.narrowToken("orders:read"));
        assertThat(get(other, id).statusCode()).isEqualTo(403);
        assertThat(answer(reader, id).statusCode()).isEqualTo(403);
        assertThat(get(given().auth().oauth2(SignedIn.narrowToken("orders:read")), id)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void listsAreFilteredByWhatTheyShow() {
        String order = accepted(enterprise());
        String fees = filed(enterprise(), order, "FEES");
        String other = filed(enterprise(), order, "OTHER");
        String ofOrder = TestComplaints.PATH + "?orderId=" + order;

        assertThat(listed(ofOrder)).containsExactly(other, fees);
        assertThat(listed(ofOrder + "&kind=FEES")).containsExactly(fees);
        assertThat(listed(ofOrder + "&regionCode=340100")).containsExactly(other, fees);
        assertThat(listed(ofOrder + "&regionCode=340200")).isEmpty();
        assertThat(listed(ofOrder + "&providerId=" + TestComplaints.PLATFORM + "&organizationId=" + buyer.id()))
                .hasSize(2);
        assertThat(listed(ofOrder + "&offeringId=" + MonthOffering.id() + "&status=FILED"))
                .hasSize(2);
        TestComplaints.runOut(fees);
        TestSupervision.set(
                "UPDATE order_complaint SET decision_due_at = now() - interval '1 minute' WHERE id = ?", fees);
        assertThat(listed(ofOrder + "&overdue=true")).containsExactly(fees);
        assertThat(listed(ofOrder + "&overdue=false")).containsExactly(other);
        assertThat(listed(ofOrder + "&status=ESCALATED")).containsExactly(fees);
        decide(SignedIn.as("feixi"), fees, "NOT_UPHELD", null).then().statusCode(200);
        assertThat(listed(ofOrder + "&finding=NOT_UPHELD")).containsExactly(fees);
        assertThat(enterprise().get(ofOrder + "&cursor=nonsense").statusCode()).isEqualTo(400);
        String tag = get(enterprise(), fees).header("ETag");
        assertThat(enterprise()
                        .header("If-None-Match", tag)
                        .get(TestComplaints.PATH + "/" + fees)
                        .statusCode())
                .isEqualTo(304);
    }

    private static List<String> listed(String path) {
        return enterprise().get(path).path("data.id");
    }

    @Test
    void aRepeatedRequestIsOneAndAnotherWithItsKeyIsRefused() {
        String order = accepted(enterprise());
        String path = TestOrders.PATH + "/" + order + "/complaints";
        String key = UUID.randomUUID().toString();

        Response first = keyed(key, path, form("FEES"));
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(keyed(key, path, form("FEES")).<String>path("id")).isEqualTo(first.path("id"));
        assertThat(code(keyed(key, path, form("OTHER")))).isEqualTo("idempotency-key-reused");
        assertThat(TestOrders.post(enterprise(), path + "?validateOnly=true", form("FEES"))
                        .<Boolean>path("dryRun"))
                .isTrue();
        assertThat(listed(TestComplaints.PATH + "?orderId=" + order)).hasSize(1);
        Response empty = TestOrders.post(enterprise(), path, Map.of("kind", "FEES", "statement", " "));
        assertThat(empty.<List<String>>path("errors.pointer")).containsExactlyInAnyOrder("/statement", "/remedy");
        Response unknown = move(platform(), first.path("id"), "answers", Map.of("text", "好", "more", WHY));
        assertThat(unknown.statusCode()).isEqualTo(400);
    }

    private static Response keyed(String key, String path, Map<String, Object> wanted) {
        return enterprise()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wanted)
                .post(path);
    }

    @Test
    void whoIsFrozenDoesNotComplainAndIsHeardAllTheSame() {
        TestEnterprise frozenSeller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        TestEnterprise frozenBuyer = TestEnterprise.certified("340123", "feixi");
        Supplier<RequestSpecification> sells = () -> as(frozenSeller);
        String offering = MonthOffering.of(TestSupervision.asProvider(frozenSeller), sells);
        String order = accepted(enterprise(), sells, offering);
        String ofFrozen = accepted(as(frozenBuyer));
        String before = filed(as(frozenBuyer), ofFrozen, "FEES");
        for (TestEnterprise each : List.of(frozenSeller, frozenBuyer)) {
            TestOrders.post(SignedIn.as("feixi"), each.path() + "/freezes", Map.of("reason", "核查"))
                    .then()
                    .statusCode(200);
        }

        String id = filed(enterprise(), order, "FEES");
        assertThat(answer(as(frozenSeller), id).statusCode()).isEqualTo(200);
        answer(platform(), before).then().statusCode(200);
        assertThat(code(settle(as(frozenBuyer), before))).isEqualTo("organization-frozen");
        assertThat(escalate(as(frozenBuyer), before).statusCode()).isEqualTo(200);
        assertThat(code(file(as(frozenBuyer), ofFrozen, "FEES"))).isEqualTo("organization-frozen");
        decide(SignedIn.as("feixi"), before, "UPHELD", "退费").then().statusCode(200);
    }

    @Test
    void anEnterpriseHasSoManyOpenAtATime() {
        TestEnterprise own = TestEnterprise.certified("340123", "feixi");
        String id = filed(as(own), accepted(as(own)), "FEES");
        String order = accepted(as(own));
        for (int i = 1; i < 50; i++) {
            TestSupervision.set(
                    "INSERT INTO order_complaint SELECT (jsonb_populate_record(c, jsonb_build_object('id',"
                            + " gen_random_uuid()))).* FROM order_complaint c WHERE id = ?",
                    id);
        }

        assertThat(code(file(as(own), order, "FEES"))).isEqualTo("complaints-too-many");
        withdraw(as(own), id).then().statusCode(200);
        assertThat(file(as(own), order, "FEES").statusCode()).isEqualTo(201);
    }

    @Test
    void aCompanyOfTheProvidersPeopleComplainsAboutNothing() {
        TestEnterprise puppet = TestEnterprise.certified("340123", "feixi");
        seller();
        String order = accepted(as(puppet), ComplaintTest::seller, MonthOffering.of(provider, ComplaintTest::seller));
        String unlike = puppet.id();
        for (TestEnterprise each : List.of(puppet, seller)) {
            TestSupervision.set(
                    "UPDATE organization SET certified_legal_representative = '李某某',"
                            + " certified_registered_address = '投诉路 1 号' WHERE id = ?",
                    each.id());
        }

        assertThat(code(file(as(puppet), order, "FEES"))).isEqualTo("complaint-of-related");
        TestSupervision.set("UPDATE organization SET certified_registered_address = '别处' WHERE id = ?", unlike);
        assertThat(file(as(puppet), order, "FEES").statusCode()).isEqualTo(201);
    }
}
