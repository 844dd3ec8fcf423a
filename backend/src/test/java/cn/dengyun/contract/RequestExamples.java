package cn.dengyun.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import cn.dengyun.Patience;
import cn.dengyun.activity.TestActivities;
import cn.dengyun.activity.TestTrainingPlans;
import cn.dengyun.activity.contest.TestContests;
import cn.dengyun.adoption.record.TestAdoption;
import cn.dengyun.adoption.rule.TestAdoptionRules;
import cn.dengyun.assessment.level.TestAssessments;
import cn.dengyun.assessment.level.TestExperts;
import cn.dengyun.assessment.level.TestPreRatings;
import cn.dengyun.assessment.level.TestSpotChecks;
import cn.dengyun.assessment.standard.TestStandards;
import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.catalogue.concession.TestConcessions;
import cn.dengyun.catalogue.hosting.TestHostings;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.TestMails;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.monitoring.appraisal.TestEvaluations;
import cn.dengyun.monitoring.bulletin.TestBulletins;
import cn.dengyun.monitoring.issue.TestIssues;
import cn.dengyun.monitoring.pilot.TestPilots;
import cn.dengyun.monitoring.plan.TestPlans;
import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.programme.TestProgramme;
import cn.dengyun.programme.TestRules;
import cn.dengyun.provider.TestSupervision;
import cn.dengyun.provider.payee.TestPayeeAccounts;
import cn.dengyun.provider.qualification.TestQualifications;
import cn.dengyun.provider.site.TestPlatforms;
import cn.dengyun.publishing.article.TestArticles;
import cn.dengyun.publishing.article.TestSubscriptions;
import cn.dengyun.settlement.award.TestAwards;
import cn.dengyun.settlement.batch.TestSettlement;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.settlement.purchase.TestPurchases;
import cn.dengyun.settlement.recovery.TestRecoveries;
import cn.dengyun.trade.bill.TestBills;
import cn.dengyun.trade.capacity.TestCapacities;
import cn.dengyun.trade.complaint.TestComplaints;
import cn.dengyun.trade.demand.TestDemands;
import cn.dengyun.trade.dispute.TestDisputes;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.trade.provisioning.TestProvisioning;
import cn.dengyun.trade.rating.TestRatings;
import cn.dengyun.trade.trial.TestTrials;
import cn.dengyun.trade.usage.TestUsage;
import cn.dengyun.trade.witness.TestWitnesses;
import cn.dengyun.voucher.status.TestVoucher;
import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * What makes the examples of bodies, as they stand in the contract, possible: things that the demo and the tests have
 * prepared. The examples tell of one world: what has an id of its own there is a thing that was made a moment ago, and
 * its days of 2018 are days of now.
 */
final class RequestExamples {

    private static final String ID = "01900000-0000-7000-8000-000000000";
    private static final String PLATFORM = ID + "001";
    private static final String INCIDENT = ID + "b01";
    private static final String APPLICATION = ID + "501";
    private static final String VOUCHER = ID + "601";
    private static final String NOTIFICATION = ID + "701";
    private static final String SOFTWARE = ID + "a01";
    private static final String SERVER = ID + "a02";
    private static final String ATTACHMENT = ID + "801";
    private static final String DOCUMENT = ID + "811";
    private static final String DELIVERY = ID + "c11";
    private static final String USAGE_EVENT = ID + "c31";
    private static final String REDEMPTION = ID + "901";
    private static final String[] CLAIMED = {"HT20180042", "034001800111-12345678", "G20180801000042"};
    private static final String ORDER = "PO-2018-0042";
    private static final String SERVER_PLAN = "g1-2c8g-y";
    private static final String CODE = "DY4K-7M2P-9QXT-8";
    private static final String SECRET = "kq3vJ2mXh0cTq7pZ1sYw9uB4nD6eF8aR5gL0iO2tVxE";
    private static final String CREDENTIAL =
            "eyJhbGciOiJFZERTQSIsInR5cCI6ImR5diIsImtpZCI6ImExQjJjM0Q0In0.eyJqdGkiOiIuLi4ifQ.c2lnbmF0dXJl";

    private static final Pattern DAY = Pattern.compile("\"(2018-\\d\\d-\\d\\d)(T[0-9:]+Z)?\"");
    /** The day of the examples that is today, unless the preparation says another. */
    private static final LocalDate TODAY = LocalDate.parse("2018-06-20");

    private final DataSource database;
    private final AccessTokens tokens;
    private final AccessThings things;
    private final Map<String, Supplier<Ready>> preparations;

    /**
     * What makes an example possible.
     *
     * @param token of whoever may; null for nobody
     * @param path to what it is sent to
     * @param names what stands for things of the examples' world
     */
    record Ready(String token, String path, Map<String, String> names, LocalDate today) {

        Ready with(String name, String thing) {
            Map<String, String> more = new HashMap<>(names);
            more.put(name, thing);
            return new Ready(token, path, more, today);
        }

        Ready on(String day) {
            return new Ready(token, path, names, LocalDate.parse(day));
        }
    }

    RequestExamples(DataSource database, AccessTokens tokens, AccessThings things) {
        this.database = database;
        this.tokens = tokens;
        this.things = things;
        preparations = preparations();
    }

    /** The ids of the operations that are prepared. */
    Set<String> operations() {
        return preparations.keySet();
    }

    /** Prepares the example of an operation. */
    Ready ready(String operation) {
        return preparations.get(operation).get();
    }

    /** Of a media type; missing where the contract shows none. */
    static JsonNode example(JsonNode content) {
        return content.has("example")
                ? content.get("example")
                : content.path("examples").findPath("value");
    }

    /** The example with today's days and the things that stand for those of its world. */
    static String told(String example, Ready ready) {
        long later = ChronoUnit.DAYS.between(ready.today(), LocalDate.now(ZoneOffset.UTC));
        String told = DAY.matcher(example).replaceAll(day -> {
            String time = day.group(2) == null ? "" : day.group(2);
            return Matcher.quoteReplacement("\"" + LocalDate.parse(day.group(1)).plusDays(later) + time + "\"");
        });
        for (Map.Entry<String, String> name : ready.names().entrySet()) {
            assertThat(told).as("the example").contains(name.getKey());
            told = told.replace(name.getKey(), name.getValue());
        }
        return told;
    }

    private Map<String, Supplier<Ready>> preparations() {
        Map<String, Supplier<Ready>> all = new TreeMap<>();
        accounts(all);
        organizations(all);
        programmes(all);
        applications(all);
        vouchers(all);
        offerings(all);
        supervision(all);
        appeals(all);
        webhooks(all);
        settlementBatches(all);
        awards(all);
        purchases(all);
        recoveries(all);
        payeeAccounts(all);
        platforms(all);
        adoption(all);
        assessments(all);
        concessions(all);
        capacities(all);
        qualifications(all);
        demands(all);
        annualPlans(all);
        implementationPlans(all);
        issues(all);
        pilots(all);
        articles(all);
        evaluations(all);
        activities(all);
        contests(all);
        bulletins(all);
        usageWitnesses(all);
        return all;
    }

    private void usageWitnesses(Map<String, Supplier<Ready>> all) {
        String path = TestWitnesses.PATH + "/";
        String readings = TestWitnesses.READINGS;
        String comparisons = TestWitnesses.COMPARISONS + "/";
        all.put(
                "proposeUsageWitness",
                () -> by("province", TestWitnesses.PATH)
                        .with(ID + "d01", PLATFORM)
                        .with(ID + "d02", TestWitnesses.witnessed())
                        .with("2018-09", YearMonth.now(ZoneOffset.UTC).toString()));
        all.put("approveUsageWitness", () -> by("province2", path + TestWitnesses.proposedOfAnother() + "/approvals"));
        all.put("rejectUsageWitness", () -> by("province", path + TestWitnesses.proposedOfPlatform() + "/rejections"));
        all.put("endUsageWitness", () -> by("province", path + TestWitnesses.inForceOfPlatform() + "/endings"));
        all.put("createUsageWitnessReadings", () -> {
            TestWitnesses.inForceOfPlatform();
            return by("platform", readings);
        });
        all.put(
                "retractUsageWitnessReading",
                () -> by("platform", readings + "/" + TestWitnesses.readingOfPlatform() + "/retractions"));
        all.put("explainUsageDifference", () -> by("feixi", comparisons + TestWitnesses.open() + "/explanations"));
        all.put("upholdUsageDifference", () -> by("feixi", comparisons + TestWitnesses.open() + "/objections"));
    }

    private void accounts(Map<String, Supplier<Ready>> all) {
        all.put("acceptInvitation", () -> {
            String email = "invited-" + UUID.randomUUID() + "@example.cn";
            post(
                    "enterprise",
                    "/api/v1/organizations/" + AccessOwner.ENTERPRISE.organizationId() + "/members",
                    Map.of("email", email, "organizationRole", "HANDLER"));
            String mail = TestMails.of(email).next("邀请");
            return to(null, "/api/v1/invitations/" + TestMails.idIn(mail) + "/acceptances")
                    .with(SECRET, TestMails.tokenIn(mail));
        });
        all.put("changePassword", () -> to(ofAnotherWithTheSamePassword(), "/api/v1/me/password"));
        all.put("enrolSecondFactor", () -> to(ofAnotherWithTheSamePassword(), "/api/v1/me/second-factor"));
        all.put("createSession", () -> to(null, "/api/v1/sessions"));
        all.put(
                "refreshSession",
                () -> to(null, "/api/v1/sessions/refresh")
                        .with(SECRET, SignedIn.session("enterprise").path("refreshToken")));
        all.put("createAccessToken", () -> to(null, "/api/v1/oauth/token"));
        all.put("requestPasswordReset", () -> to(null, "/api/v1/password-resets"));
        all.put("completePasswordReset", () -> {
            TestAccount account = member("ENTERPRISE", AccessOwner.ENTERPRISE.organizationId(), "HANDLER");
            given().contentType("application/json")
                    .body(Map.of("username", account.username()))
                    .post("/api/v1/password-resets");
            String mail = TestMails.of(account.email()).next("重置密码");
            return to(null, "/api/v1/password-resets/" + TestMails.idIn(mail) + "/completions")
                    .with(SECRET, TestMails.tokenIn(mail));
        });
        all.put("putNotificationPreferences", () -> by("enterprise2", "/api/v1/me/notification-preferences"));
        all.put("readNotifications", () -> {
            String path = things.existing("/api/v1/notifications/{id}", AccessOwner.ENTERPRISE);
            return by("enterprise", "/api/v1/notifications/readings").with(NOTIFICATION, lastPart(path));
        });
    }

    private void organizations(Map<String, Supplier<Ready>> all) {
        all.put("createOrganization", () -> to(null, "/api/v1/organizations"));
        all.put("updateOrganization", () -> {
            TestEnterprise enterprise = TestEnterprise.registered("340123");
            return to(enterprise.token(), enterprise.path());
        });
        all.put("createCertification", () -> {
            TestEnterprise enterprise = TestEnterprise.registered("340123");
            return to(enterprise.token(), enterprise.path() + "/certifications");
        });
        all.put(
                "decideCertification",
                () -> by(
                        "feixi",
                        "/api/v1/certifications/"
                                + TestEnterprise.registered("340123").apply() + "/decisions"));
        all.put("freezeOrganization", () -> by("feixi", certified().path() + "/freezes"));
        all.put("unfreezeOrganization", () -> {
            TestEnterprise enterprise = certified();
            post("feixi", enterprise.path() + "/freezes", Map.of("reason", "核查"));
            return by("hefei", enterprise.path() + "/unfreezes");
        });
        all.put("revokeOrganizationCertification", () -> by("feixi", certified().path() + "/revocations"));
        all.put("inviteMember", () -> {
            TestAccount owner = member("AUTHORITY", ID + "105", "OWNER");
            return to(owner.token(), "/api/v1/organizations/" + ID + "105/members");
        });
        all.put("inviteMembers", () -> by("sysadmin", "/api/v1/invitations"));
        all.put("changeMember", () -> {
            TestAccount owner = member("AUTHORITY", ID + "105", "OWNER");
            TestAccount viewer = member("AUTHORITY", ID + "105", "VIEWER");
            return to(owner.token(), "/api/v1/organizations/" + ID + "105/members/" + viewer.id());
        });
        all.put("approveRoleGrant", () -> existing("sysadmin", "/api/v1/role-grants/{id}", "/approvals"));
        all.put("rejectRoleGrant", () -> existing("sysadmin", "/api/v1/role-grants/{id}", "/rejections"));
        all.put(
                "createApiClient",
                () -> by(
                        "sysadmin", "/api/v1/organizations/" + AccessOwner.PLATFORM.organizationId() + "/api-clients"));
        all.put("replaceClientKeys", () -> existing("sysadmin", "/api/v1/api-clients/{id}", "/jwks"));
        all.put("rotateClientSecret", () -> existing("sysadmin", "/api/v1/api-clients/{id}", "/secret-rotations"));
        all.put("createDelegation", () -> by("enterprise", "/api/v1/delegations"));
        all.put("revokeDelegation", () -> existing("enterprise", "/api/v1/delegations/{id}", "/revocations"));
        all.put("createHolidayArrangement", () -> by("sysadmin", "/api/v1/holiday-arrangements"));
        all.put("createAuditErasure", () -> by("sysadmin", "/api/v1/audit-erasures"));
        all.put("approveAuditErasure", () -> existing("auditor", "/api/v1/audit-erasures/{id}", "/approvals"));
        all.put("rejectAuditErasure", () -> existing("sysadmin", "/api/v1/audit-erasures/{id}", "/rejections"));
        all.put("createAttachment", () -> by("enterprise", "/api/v1/attachments"));
    }

    private void programmes(Map<String, Supplier<Ready>> all) {
        all.put("createProgramme", () -> by("province", "/api/v1/programmes"));
        all.put("updateProgramme", () -> by("province", TestProgramme.drafted().path()));
        all.put(
                "createRuleVersion",
                () -> by("province", TestProgramme.drafted().path() + "/rule-versions"));
        all.put("approveProgramme", () -> by("finance", simulated().path() + "/approvals"));
        all.put("announceProgramme", () -> by("province", approved().path() + "/announcements"));
        all.put(
                "openProgramme",
                () -> by("province", TestProgramme.announced(TestRules.json()).path() + "/openings"));
        all.put("suspendProgramme", () -> by("province", TestProgramme.open().path() + "/suspensions"));
        all.put("resumeProgramme", () -> by("province", moved(TestProgramme.open(), "suspensions") + "/resumptions"));
        all.put("closeProgramme", () -> by("province", TestProgramme.open().path() + "/closures"));
        all.put("settleProgramme", () -> by("province", moved(TestProgramme.open(), "closures") + "/settlings"));
        all.put(
                "accountProgramme",
                () -> by("finance", moved(TestProgramme.open(), "closures", "settlings") + "/accountings"));
        all.put("approveRuleVersion", () -> {
            TestProgramme programme = TestProgramme.open();
            programme.addRules(TestRules.json()).statusCode(201);
            return by("finance", programme.path() + "/rule-versions/2/approvals");
        });
        all.put("createSimulation", () -> by("province", simulated().path() + "/simulations"));
        for (String noun : List.of("appropriations", "allocations", "reallocations", "provider-ceilings")) {
            all.put(operation(noun), () -> by("finance", "/api/v1/programmes/" + DemoProgramme.ID + "/" + noun));
        }
        all.put("createCarryOver", () -> {
            TestProgramme programme = TestProgramme.open().appropriated(1_000);
            return by("finance", moved(programme, "closures") + "/carry-overs")
                    .with(
                            DemoProgramme.ID.toString(),
                            TestProgramme.drafted(2027).id().toString());
        });
        all.put("createReturn", () -> {
            TestProgramme programme = TestProgramme.open().appropriated(1_000);
            return by("finance", moved(programme, "closures") + "/returns");
        });
        all.put("approveBudgetMovement", () -> existing("finance2", "/api/v1/budget-movements/{id}", "/approvals"));
        all.put("createBudgetMovementReversal", () -> {
            TestProgramme programme = TestProgramme.open().appropriated(1_000);
            programme.act("province", "closures").statusCode(200);
            String returned = programme.propose("returns", Map.of());
            programme.approve("finance2", returned).statusCode(200);
            return by("finance", "/api/v1/budget-movements/" + returned + "/reversals");
        });
        all.put("rejectBudgetMovement", () -> existing("finance2", "/api/v1/budget-movements/{id}", "/rejections"));
    }

    private static String operation(String noun) {
        return switch (noun) {
            case "appropriations" -> "createAppropriation";
            case "allocations" -> "createAllocation";
            case "reallocations" -> "createReallocation";
            default -> "createProviderCeiling";
        };
    }

    private void applications(Map<String, Supplier<Ready>> all) {
        all.put(
                "createEligibilityCheck",
                () -> by("enterprise", "/api/v1/eligibility-checks")
                        .with(SOFTWARE, offering("SAAS", AccessOwner.APPLICATION)));
        all.put(
                "createVoucherApplication",
                () -> to(certified().token(), "/api/v1/voucher-applications")
                        .with(SOFTWARE, offering("SAAS", AccessOwner.APPLICATION)));
        all.put("updateVoucherApplication", () -> {
            TestEnterprise enterprise = certified();
            return to(enterprise.token(), drafted(enterprise, 1_000_000))
                    .with(SOFTWARE, offering("SAAS", AccessOwner.APPLICATION));
        });
        all.put("withdrawVoucherApplication", () -> {
            TestEnterprise enterprise = certified();
            return to(enterprise.token(), submitted(enterprise, 1_000_000) + "/withdrawals");
        });
        all.put("decideVoucherApplication", () -> by("feixi", submitted(certified(), 1_000_000) + "/reviews"));
        all.put(
                "decideVoucherApplications",
                () -> by("feixi", "/api/v1/voucher-application-decisions")
                        .with(APPLICATION, lastPart(submitted(certified(), 1_000_000))));
        all.put("createVoucherApplicationDocument", () -> {
            TestEnterprise enterprise = certified();
            return to(enterprise.token(), drafted(enterprise, 1_000_000) + "/documents")
                    .with(ATTACHMENT, TestDocuments.sent(enterprise));
        });
        all.put("createCertificationDocument", () -> {
            TestEnterprise enterprise = TestEnterprise.registered("340123");
            return to(enterprise.token(), TestDocuments.draftCertification(enterprise) + "/documents")
                    .with(ATTACHMENT, TestDocuments.sent(enterprise));
        });
        all.put("decideFraudSignal", () -> {
            TestEnterprise enterprise = certified();
            submitted(enterprise, 1_300_000);
            String second = submitted(enterprise, 1_300_000);
            post("feixi", second + "/reviews", Map.of("decision", "TAKE_UP", "reason", "材料齐全"));
            return by("hefei", second + "/dispositions");
        });
        all.put("createVoucherAppeal", () -> {
            TestEnterprise enterprise = certified();
            return to(enterprise.token(), rejected(enterprise) + "/appeals");
        });
        all.put("decideVoucherAppeal", () -> {
            TestEnterprise enterprise = certified();
            String application = rejected(enterprise);
            TestEnterprise.post(enterprise.request(), application + "/appeals", Map.of("reason", "已补充"))
                    .statusCode(201);
            return by("hefei", application + "/appeal-decisions");
        });
        all.put("createPublicNotice", () -> {
            approvedByTheCity(certified());
            return by("province", "/api/v1/public-notices");
        });
        all.put("createNoticeObjection", () -> {
            String application = approvedByTheCity(certified());
            return by("enterprise2", "/api/v1/public-notices/" + published() + "/objections")
                    .with(APPLICATION, lastPart(application));
        });
        all.put("decideNoticeObjection", () -> {
            String application = approvedByTheCity(certified());
            String objection = post(
                            "enterprise2",
                            "/api/v1/public-notices/" + published() + "/objections",
                            Map.of("applicationId", lastPart(application), "statement", "该企业已停产"))
                    .path("id");
            return by("province", "/api/v1/notice-objections/" + objection + "/decisions");
        });
        all.put("createNoticeIssue", () -> {
            approvedByTheCity(certified());
            return by("hefei", "/api/v1/public-notices/" + ended(published()) + "/issues");
        });
        all.put("createPriceCut", () -> by("hefei", issued() + "/price-cuts"));
        all.put("approvePriceCut", () -> by("feixi", withPriceCut() + "/price-cut-approvals"));
        all.put("rejectPriceCut", () -> by("hefei", withPriceCut() + "/price-cut-rejections"));
    }

    private String withPriceCut() {
        String application = issued();
        post(
                "hefei",
                application + "/price-cuts",
                Map.of("prices", List.of(Map.of("inclTaxFen", 500_000, "exTaxFen", 500_000)), "reason", "降价"));
        return application;
    }

    private String issued() {
        TestEnterprise enterprise = certified();
        String application = approvedByTheCity(enterprise);
        String notice = ended(published());
        post("hefei", "/api/v1/public-notices/" + notice + "/issues", Map.of("reason", "公示无异议"));
        Patience.until(
                "the voucher to be issued",
                () -> enterprise.request().get(application).<String>path("status"),
                "ISSUED"::equals);
        return application;
    }

    private void vouchers(Map<String, Supplier<Ready>> all) {
        all.put(
                "searchVoucherStatuses",
                () -> by("enterprise", "/api/v1/voucher-status-queries")
                        .with(CODE, TestVoucher.issued().code()));
        all.put(
                "createVoucherVerification",
                () -> by("platform", "/api/v1/voucher-verifications")
                        .with(CREDENTIAL, credential(TestVoucher.issued())));
        all.put("freezeVoucher", () -> by("feixi", TestVoucher.issued().path() + "/freezes"));
        all.put("unfreezeVoucher", () -> {
            TestVoucher voucher = TestVoucher.issued();
            post("feixi", voucher.path() + "/freezes", Map.of("reason", "核查"));
            return by("hefei", voucher.path() + "/unfreezes");
        });
        all.put("proposeVoucherRevocation", () -> {
            TestVoucher voucher = TestVoucher.issued();
            post("feixi", voucher.path() + "/freezes", Map.of("reason", "核查"));
            return by("feixi", voucher.path() + "/revocations");
        });
        all.put("approveVoucherRevocation", () -> by("province", proposed().path() + "/revocation-approvals"));
        all.put("rejectVoucherRevocation", () -> by("hefei", proposed().path() + "/revocation-rejections"));
        all.put(
                "createReservation",
                () -> by("enterprise", TestVoucher.issued().path() + "/reservations")
                        .with(ORDER, UUID.randomUUID().toString())
                        .with(SERVER, server())
                        .on("2018-09-11"));
        all.put(
                "createReservations",
                () -> by("enterprise", "/api/v1/reservations")
                        .with(ORDER, UUID.randomUUID().toString())
                        .with(VOUCHER, TestVoucher.issued().id().toString())
                        .with(SERVER, server())
                        .on("2018-09-11"));
        all.put(
                "createOrder",
                () -> by("enterprise", "/api/v1/orders")
                        .with(ORDER, UUID.randomUUID().toString())
                        .with(VOUCHER, TestVoucher.issued().id().toString())
                        .with(SERVER, server())
                        .on("2018-08-31"));
        all.put(
                "createOrderDocument",
                () -> by("enterprise", "/api/v1/orders/" + TestOrders.placed() + "/documents")
                        .with(ATTACHMENT, TestOrders.aFile()));
        all.put("replaceOrderContract", () -> {
            String order = TestOrders.placed();
            return by("enterprise", "/api/v1/orders/" + order + "/contract")
                    .with(DOCUMENT, TestOrders.aContract("enterprise", order));
        });
        all.put("rejectOrder", () -> by("platform", "/api/v1/orders/" + TestOrders.placed() + "/rejections"));
        all.put("cancelOrder", () -> by("enterprise", "/api/v1/orders/" + TestOrders.placed() + "/cancellations"));
        all.put("confirmOrderActivation", () -> {
            String order = TestOrders.placed();
            TestOrders.accept(order);
            return by("platform", "/api/v1/orders/" + order + "/activations");
        });
        all.put("recordOrderDelivery", () -> by("platform", "/api/v1/orders/" + yearsOfServers() + "/deliveries"));
        all.put("proposeOrderAmendment", () -> by("enterprise", "/api/v1/orders/" + yearsOfServers() + "/amendments"));
        all.put(
                "createOrderRenewal",
                () -> by("enterprise", "/api/v1/orders/" + yearsOfServers() + "/renewals")
                        .with(ORDER, UUID.randomUUID().toString())
                        .with(VOUCHER, TestVoucher.issued().id().toString())
                        .on("2018-08-31"));
        all.put("refundOrder", () -> {
            String order = yearsOfServers(TestVoucher.issued().id());
            String delivery = TestOrders.deliver(SignedIn.as("platform"), order, SERVER_PLAN, 1)
                    .path("id");
            TestOrders.acceptDelivery(delivery);
            return by("platform", "/api/v1/orders/" + order + "/refunds").with(DELIVERY, delivery);
        });
        all.put("disputeBill", () -> by("enterprise", bill(TestBills.locked(), "disputes")));
        all.put("answerBillDispute", () -> by("platform", bill(TestBills.disputed(), "dispute-answers")));
        all.put("decideBillDispute", () -> by("feixi", bill(TestBills.undecided(), "dispute-decisions")));
        all.put("creditBill", () -> by("platform", bill(TestBills.disputed(), "credit-notes")));
        all.put("rejectOrderDelivery", () -> by("enterprise", aDelivery() + "/rejections"));
        all.put("createUsageEvents", () -> by("platform", TestUsage.EVENTS));
        all.put("releaseUsageEvent", () -> by("enterprise", TestUsage.EVENTS + "/" + TestUsage.held() + "/releases"));
        all.put("dismissUsageEvent", () -> by("platform", TestUsage.EVENTS + "/" + TestUsage.held() + "/dismissals"));
        all.put(
                "createUsageCorrection",
                () -> by("platform", TestUsage.CORRECTIONS)
                        .with(USAGE_EVENT, TestUsage.accepted())
                        .with(
                                LocalDate.now(ZoneOffset.UTC) + "T01:00:00Z",
                                Instant.now().toString())
                        .on("2018-07-01"));
        all.put("withdrawOrderDelivery", () -> by("platform", aDelivery() + "/withdrawals"));
        all.put("rejectOrderAmendment", () -> by("platform", anAmendment() + "/rejections"));
        all.put("withdrawOrderAmendment", () -> by("enterprise", anAmendment() + "/withdrawals"));
        all.put("fileOrderDispute", () -> {
            String order = yearsOfServers();
            String delivery = TestOrders.deliver(SignedIn.as("platform"), order, SERVER_PLAN, 1)
                    .path("id");
            return by("enterprise", "/api/v1/orders/" + order + "/disputes").with(DELIVERY, delivery);
        });
        all.put("addOrderDisputeMessage", () -> by("platform", aDispute() + "/messages"));
        all.put("withdrawOrderDispute", () -> by("enterprise", aDispute() + "/withdrawals"));
        all.put("decideOrderDispute", () -> by("feixi", aDispute() + "/decisions"));
        all.put("appealOrderDispute", () -> by("platform", aDecidedDispute() + "/appeals"));
        all.put("decideOrderDisputeAppeal", () -> {
            String dispute = aDecidedDispute();
            post("platform", dispute + "/appeals", Map.of("grounds", "未采信开通日志"));
            return by("province", dispute + "/appeal-decisions");
        });
        all.put(
                "recoverDisputedPayment",
                () -> by("province", TestDisputes.PATH + "/" + TestDisputes.hindered() + "/recoveries"));
        all.put("fileComplaint", () -> by("enterprise", TestOrders.PATH + "/" + TestOrders.begun() + "/complaints"));
        all.put("answerComplaint", () -> by("platform", aComplaint("FEES") + "/answers"));
        all.put("requestComplaintDecision", () -> by("enterprise", anAnsweredComplaint() + "/decision-requests"));
        all.put("decideComplaint", () -> by("feixi", anEscalatedComplaint() + "/decisions"));
        all.put(
                "addComplaintIncident",
                () -> by("province", aComplaint("DATA_SECURITY") + "/incidents")
                        .with(INCIDENT, TestSupervision.recorded(PLATFORM, "province")));
        all.put("fulfilComplaintMeasures", () -> by("platform", aDecidedComplaint() + "/fulfilments"));
        all.put("excludeComplaintIncident", () -> by("province", aComplaint("DATA_SECURITY") + "/incident-exclusions"));
        all.put("withdrawComplaint", () -> by("enterprise", aComplaint("FEES") + "/withdrawals"));
        all.put(
                "createComplaintDocument",
                () -> by("enterprise", aComplaint("FEES") + "/documents").with(ATTACHMENT, TestOrders.aFile()));
        all.put("rateOrder", () -> by("enterprise", TestOrders.PATH + "/" + TestRatings.accepted() + "/ratings"));
        all.put("changeRating", () -> by("enterprise", TestRatings.PATH + "/" + TestRatings.rated() + "/changes"));
        all.put(
                "withdrawRating",
                () -> by("enterprise", TestRatings.PATH + "/" + TestRatings.rated() + "/withdrawals"));
        all.put("answerRating", () -> by("platform", TestRatings.PATH + "/" + TestRatings.rated() + "/answers"));
        all.put("concealRating", () -> by("feixi", TestRatings.PATH + "/" + TestRatings.rated() + "/concealments"));
        all.put("createTrial", () -> {
            String offering = TestTrials.offering();
            return by("enterprise", TestTrials.PATH)
                    .with(SERVER, offering)
                    .with("C7SK-WAG3-E55M", TestTrials.concession(offering));
        });
        all.put("grantTrial", () -> by("platform", TestTrials.PATH + "/" + TestTrials.requested() + "/grants"));
        all.put("declineTrial", () -> by("platform", TestTrials.PATH + "/" + TestTrials.requested() + "/declines"));
        all.put(
                "withdrawTrial",
                () -> by("enterprise", TestTrials.PATH + "/" + TestTrials.requested() + "/withdrawals"));
        all.put("endTrial", () -> by("enterprise", TestTrials.PATH + "/" + TestTrials.granted() + "/ends"));
        all.put("createSettlementClaim", () -> {
            TestClaims.free(CLAIMED);
            return by("platform", TestClaims.PATH).with(REDEMPTION, TestClaims.captured(2));
        });
        all.put(
                "createSettlementClaimDocument",
                () -> by("platform", TestClaims.PATH + "/" + TestClaims.submitted() + "/documents")
                        .with(
                                ATTACHMENT,
                                TestDocuments.sent(
                                        SignedIn.as("platform"), "发票.pdf", "application/pdf", TestDocuments.aPdf())));
        all.put(
                "objectToSettlementClaim",
                () -> by("enterprise", TestClaims.PATH + "/" + TestClaims.submitted() + "/objections"));
        all.put("resubmitSettlementClaim", () -> {
            String claim = TestClaims.submitted();
            TestClaims.object(SignedIn.as("enterprise"), claim);
            TestClaims.free(CLAIMED);
            return by("platform", TestClaims.PATH + "/" + claim + "/resubmissions");
        });
        all.put(
                "withdrawSettlementClaim",
                () -> by("platform", TestClaims.PATH + "/" + TestClaims.submitted() + "/withdrawals"));
        all.put("reviewSettlementClaim", () -> by("feixi", TestClaims.PATH + "/" + TestClaims.doubtful() + "/reviews"));
        all.put(
                "registerProvisioningEndpoint",
                () -> to(TestEnterprise.registered("PROVIDER", "340123").token(), TestProvisioning.ENDPOINTS));
        all.put("updateProvisioningEndpoint", () -> {
            Map.Entry<String, TestEnterprise> endpoint = TestProvisioning.anEndpoint();
            return to(endpoint.getValue().token(), TestProvisioning.ENDPOINTS + "/" + endpoint.getKey());
        });
        all.put(
                "abandonProvisioning",
                () -> by("platform", TestProvisioning.PATH + "/" + TestProvisioning.failed() + "/abandonments"));
        all.put("captureReservation", () -> by("platform", reserved() + "/captures"));
        all.put("releaseReservation", () -> by("enterprise", reserved() + "/releases"));
        all.put("refundRedemption", () -> {
            String redemption = post("platform", reserved() + "/captures", Map.of("amountFen", 100_000))
                    .path("id");
            return by("platform", "/api/v1/redemptions/" + redemption + "/refunds");
        });
    }

    /** An order of three years of the server of the demo, in service. */
    private String yearsOfServers(UUID... vouchers) {
        Map<String, Object> wanted = TestOrders.request(server(), 3, false, List.of(vouchers));
        wanted.put(
                "lines", List.of(Map.of("planCode", SERVER_PLAN, "quantity", "3", "withSubsidy", vouchers.length > 0)));
        return TestOrders.begun(wanted, () -> SignedIn.as("platform"));
    }

    private static String bill(String id, String act) {
        return TestBills.PATH + "/" + id + "/" + act;
    }

    private static String aDelivery() {
        return TestOrders.DELIVERIES + "/" + TestOrders.delivered(TestOrders.begun(), 1);
    }

    private static String aComplaint(String kind) {
        return TestComplaints.PATH + "/" + TestComplaints.filed(kind);
    }

    private static String aDecidedComplaint() {
        return TestComplaints.PATH + "/" + TestComplaints.decided();
    }

    private static String anAnsweredComplaint() {
        return TestComplaints.PATH + "/" + TestComplaints.answered();
    }

    private static String anEscalatedComplaint() {
        return TestComplaints.PATH + "/" + TestComplaints.escalated();
    }

    private static String aDispute() {
        return TestDisputes.PATH + "/" + TestDisputes.filed();
    }

    private static String aDecidedDispute() {
        String dispute = aDispute();
        TestDisputes.decide(
                        SignedIn.as("feixi"),
                        dispute.substring(TestDisputes.PATH.length() + 1),
                        "decisions",
                        "DISMISSED")
                .then()
                .statusCode(200);
        return dispute;
    }

    private static String anAmendment() {
        return TestOrders.AMENDMENTS + "/" + TestOrders.proposed("enterprise", TestOrders.begun());
    }

    private void offerings(Map<String, Supplier<Ready>> all) {
        all.put(
                "putProviderOffering",
                () -> by("platform", providerOf(AccessOwner.PLATFORM) + "/offerings/ecs")
                        .with("C7SK-WAG3-E55M", TestConcessions.codeOf("platform", "ecs")));
        all.put("patchProviderOffering", () -> by("platform", declaredPath()));
        all.put(
                "createCataloguePush",
                () -> to(tokens.ofClient("platform"), providerOf(AccessOwner.PLATFORM) + "/catalogue-pushes"));
        all.put(
                "createSheetImport",
                () -> by(
                        "platform",
                        "/api/v1/sheet-imports?kind=CATALOGUE&validateOnly=true&targetId="
                                + lastPart(providerOf(AccessOwner.PLATFORM))));
        all.put(
                "createSheetExport",
                () -> by("platform", "/api/v1/sheet-exports")
                        .with(PLATFORM, lastPart(providerOf(AccessOwner.PLATFORM))));
        all.put(
                "suspendOffering",
                () -> by("province", "/api/v1/offerings/" + declared().path("id") + "/suspensions"));
        all.put("reinstateOffering", () -> {
            String path = "/api/v1/offerings/" + declared().path("id");
            post("province", path + "/suspensions", Map.of("reason", "调查"));
            return by("province", path + "/reinstatements");
        });
    }

    /** Of providers of their own, for those of the demo are to stay qualified. */
    private void supervision(Map<String, Supplier<Ready>> all) {
        all.put(
                "recordSecurityIncident",
                () -> by("province", TestSupervision.INCIDENTS).with(PLATFORM, aProvider()));
        all.put(
                "investigateSecurityIncident",
                () -> incident(TestSupervision.recorded(aProvider(), "province"), "/investigations"));
        all.put("determineSecurityIncident", () -> {
            Ready incident = incident(TestSupervision.investigated(aProvider()), "/determinations");
            return to(tokens.ofAccount("province2"), incident.path());
        });
        all.put(
                "dismissSecurityIncident",
                () -> incident(TestSupervision.recorded(aProvider(), "province"), "/dismissals"));
        all.put("suspendProvider", () -> incident(TestSupervision.investigated(aProvider()), "/suspensions"));
        all.put("extendProviderSuspension", () -> incident(suspended(), "/suspension-extensions"));
        all.put("liftProviderSuspension", () -> incident(suspended(), "/suspension-liftings"));
        all.put(
                "recordSecurityEvaluation",
                () -> by("province", TestSupervision.EVALUATIONS).with(PLATFORM, aProvider()));
        all.put(
                "proposeSanction",
                () -> by("province", TestSupervision.SANCTIONS)
                        .with(INCIDENT, TestSupervision.determined(aProvider())));
        all.put("openSanctionHearing", () -> sanction("province", proposedSanction(), "/hearings"));
        all.put("stateOnSanction", () -> {
            String id = TestSupervision.proposed(DemoAccounts.id(0x1).toString(), "province");
            post("province", TestSupervision.SANCTIONS + "/" + id + "/hearings", Map.of("reason", "听取陈述"));
            return sanction("platform", id, "/statements");
        });
        all.put("imposeSanction", () -> sanction("province2", TestSupervision.heard(aProvider()), "/decisions"));
        all.put("rejectSanction", () -> sanction("province", proposedSanction(), "/rejections"));
        all.put("withdrawSanction", () -> sanction("province", proposedSanction(), "/withdrawals"));
        all.put(
                "proposeSanctionRevocation",
                () -> sanction("province", TestSupervision.imposed(aProvider()), "/revocation-proposals"));
        all.put("rejectSanctionRevocation", () -> {
            String id = TestSupervision.imposed(aProvider());
            post("province", TestSupervision.SANCTIONS + "/" + id + "/revocation-proposals", Map.of("reason", "有误"));
            return sanction("province2", id, "/revocation-rejections");
        });
        all.put("liftSuspensionByHand", () -> {
            String id = aProvider();
            TestSupervision.set("UPDATE provider SET suspended_by_hand = true WHERE id = ?", id);
            return by("province", "/api/v1/providers/" + id + "/suspension-liftings");
        });
        all.put("revokeSanction", () -> {
            String id = TestSupervision.imposed(aProvider());
            post("province", TestSupervision.SANCTIONS + "/" + id + "/revocation-proposals", Map.of("reason", "有误"));
            return sanction("province2", id, "/revocations");
        });
    }

    private void appeals(Map<String, Supplier<Ready>> all) {
        all.put("appealSanction", () -> {
            Appealed appealed = imposed();
            return to(appealed.owner(), appealed.path() + "/appeals");
        });
        all.put("withdrawSanctionAppeal", () -> {
            Appealed appealed = appealed();
            return to(appealed.owner(), appealed.path() + "/appeal-withdrawals");
        });
        all.put("staySanction", () -> to(judge(), appealed().path() + "/stays"));
        all.put("decideSanctionAppeal", () -> to(judge(), appealed().path() + "/appeal-decisions"));
    }

    /** A sanction in force, and the token of whoever may appeal against it. */
    private record Appealed(String path, String owner) {}

    private Appealed imposed() {
        TestProvider provider = TestProvider.aProvider();
        String sanction = TestSupervision.imposed(provider.id());
        return new Appealed(
                TestSupervision.SANCTIONS + "/" + sanction,
                member("PROVIDER", provider.organizationId(), "OWNER").token());
    }

    private Appealed appealed() {
        Appealed appealed = imposed();
        TestEnterprise.post(
                        given().auth().oauth2(appealed.owner()), appealed.path() + "/appeals", Map.of("grounds", "更正"))
                .statusCode(201);
        return appealed;
    }

    /** Somebody of the province who has not had to do with the sanction. */
    private String judge() {
        String province = given().auth()
                .oauth2(tokens.ofAccount("province"))
                .get("/api/v1/me")
                .path("organizationId");
        return member("AUTHORITY", province, "HANDLER").token();
    }

    private static String aProvider() {
        return TestProvider.aProvider().id();
    }

    private static String proposedSanction() {
        return TestSupervision.proposed(aProvider(), "province");
    }

    private String suspended() {
        String id = TestSupervision.investigated(aProvider());
        post("province", TestSupervision.INCIDENTS + "/" + id + "/suspensions", Map.of("days", 3, "reason", "调查"));
        return id;
    }

    private Ready incident(String id, String below) {
        return by("province", TestSupervision.INCIDENTS + "/" + id + below);
    }

    private Ready sanction(String account, String id, String below) {
        return by(account, TestSupervision.SANCTIONS + "/" + id + below);
    }

    private void webhooks(Map<String, Supplier<Ready>> all) {
        all.put("createWebhookEndpoint", () -> by("enterprise", "/api/v1/webhook-endpoints"));
        all.put("updateWebhookEndpoint", () -> existing("enterprise", "/api/v1/webhook-endpoints/{id}", ""));
        all.put(
                "rotateWebhookSecret",
                () -> existing("enterprise", "/api/v1/webhook-endpoints/{id}", "/secret-rotations"));
        all.put("replayWebhookEvents", () -> existing("enterprise", "/api/v1/webhook-endpoints/{id}", "/replays"));
    }

    private void platforms(Map<String, Supplier<Ready>> all) {
        String platforms = "/api/v1/platforms/";
        String hostings = "/api/v1/hostings/";
        all.put("createPlatform", () -> by("platform", "/api/v1/platforms"));
        all.put("updatePlatform", () -> by("platform", platforms + TestPlatforms.aPlatform(SignedIn.as("platform"))));
        all.put(
                "closePlatform",
                () -> by("platform", platforms + TestPlatforms.aPlatform(SignedIn.as("platform")) + "/closures"));
        all.put(
                "createHosting",
                () -> by("platform", platforms + TestPlatforms.aPlatform(SignedIn.as("platform")) + "/hostings")
                        .with(ID + "a03", TestHostings.anApp()));
        all.put(
                "confirmHosting",
                () -> by("platform", hostings + TestHostings.proposedTo("platform") + "/confirmations"));
        all.put("rejectHosting", () -> by("platform", hostings + TestHostings.proposedTo("platform") + "/rejections"));
        all.put(
                "withdrawHosting",
                () -> by("platform", hostings + TestHostings.proposedBy("platform") + "/withdrawals"));
        all.put("endHosting", () -> {
            Map.Entry<String, String> confirmed = TestHostings.confirmed();
            return to(confirmed.getKey(), hostings + confirmed.getValue() + "/endings");
        });
    }

    private void demands(Map<String, Supplier<Ready>> all) {
        String path = TestDemands.PATH + "/";
        all.put("createDemand", () -> by("enterprise", TestDemands.PATH));
        all.put("updateDemand", () -> by("enterprise", path + TestDemands.drawnUp("PUBLIC")));
        all.put("inviteToDemand", () -> by("enterprise", path + TestDemands.drawnUp("PUBLIC") + "/invitations"));
        all.put("prolongDemand", () -> by("enterprise", path + TestDemands.published() + "/prolongations"));
        all.put("closeQuoting", () -> by("enterprise", path + TestDemands.published() + "/quoting-closures"));
        all.put("closeDemand", () -> {
            String demand = TestDemands.published();
            TestDemands.closeQuoting(demand);
            return by("enterprise", path + demand + "/closures");
        });
        all.put("withdrawDemand", () -> by("enterprise", path + TestDemands.published() + "/withdrawals"));
        all.put(
                "createQuote",
                () -> by("platform", path + TestDemands.published() + "/quotes").with(SERVER, server()));
        all.put("withdrawQuote", () -> {
            String quote = TestDemands.quoted(TestDemands.published());
            return by("platform", TestDemands.QUOTES + "/" + quote + "/withdrawals");
        });
        all.put("awardQuote", () -> {
            String demand = TestDemands.published();
            String quote = post(
                            "platform",
                            path + demand + "/quotes",
                            Map.of(
                                    "offeringId", server(),
                                    "lines", List.of(Map.of("planCode", SERVER_PLAN, "quantity", "3")),
                                    "deliveryDays", 15,
                                    "validUntil",
                                            LocalDate.now(ZoneOffset.UTC)
                                                    .plusDays(40)
                                                    .toString()))
                    .path("id");
            TestDemands.closeQuoting(demand);
            return by("enterprise", TestDemands.QUOTES + "/" + quote + "/awards")
                    .with(ORDER, UUID.randomUUID().toString())
                    .with(VOUCHER, TestVoucher.issued().id().toString())
                    .on("2018-08-31");
        });
    }

    private void settlementBatches(Map<String, Supplier<Ready>> all) {
        String path = "/api/v1/settlement-batches/";
        all.put(
                "createSettlementBatch",
                () -> by("finance", "/api/v1/settlement-batches").with(ID + "401", TestSettlement.aProgramme()));
        all.put(
                "approveSettlementBatch",
                () -> by("finance2", path + TestSettlement.built().batch() + "/approvals"));
        all.put(
                "announceSettlementBatch",
                () -> by("finance", path + TestSettlement.approved().batch() + "/public-notices"));
        all.put("removeSettlementLine", () -> {
            TestSettlement.Sample noticed = TestSettlement.noticed();
            return by("finance", path + noticed.batch() + "/removals").with(ID + "901", noticed.line());
        });
        all.put("createSettlementObjection", () -> {
            TestSettlement.Sample noticed = TestSettlement.noticed();
            return by("enterprise", path + noticed.batch() + "/objections").with(ID + "901", noticed.line());
        });
        all.put(
                "decideSettlementObjection",
                () -> by("finance", "/api/v1/settlement-objections/" + TestSettlement.objected() + "/decisions"));
        all.put(
                "proposeSettlementInstruction",
                () -> by("finance", path + TestSettlement.ended().batch() + "/instructions"));
        all.put(
                "approveSettlementInstruction",
                () -> by("finance2", path + TestSettlement.proposed().batch() + "/instruction-approvals"));
        all.put(
                "rejectSettlementInstruction",
                () -> by("finance2", path + TestSettlement.proposed().batch() + "/instruction-rejections"));
        all.put(
                "cancelSettlementBatch",
                () -> by("finance", path + TestSettlement.noticed().batch() + "/cancellations"));
        all.put(
                "recordBankResults",
                () -> by("finance", path + TestSettlement.instructed().batch() + "/bank-results"));
        all.put(
                "reinstateSettlementClaim",
                () -> by(
                        "finance",
                        "/api/v1/settlement-claims/" + TestSettlement.failed().claim() + "/reinstatements"));
    }

    private void awards(Map<String, Supplier<Ready>> all) {
        String path = "/api/v1/award-lists/";
        all.put(
                "createAwardList",
                () -> by("province", "/api/v1/award-lists")
                        .with(ID + "401", TestAwards.aProgramme(100_000_000).toString())
                        .with(ID + "103", TestAwards.aBeneficiary().id()));
        all.put(
                "grantAwardList",
                () -> by("province2", path + TestAwards.drafted().list() + "/approvals"));
        all.put(
                "announceAwardList",
                () -> by("province", path + TestAwards.granted().list() + "/public-notices"));
        all.put("strikeAward", () -> {
            TestAwards.Sample noticed = TestAwards.noticed();
            return by("province", path + noticed.list() + "/strikes").with(ID + "901", noticed.award());
        });
        all.put(
                "finalizeAwardList",
                () -> by("province2", path + TestAwards.ended().list() + "/confirmations"));
        all.put(
                "cancelAwardList",
                () -> by("province", path + TestAwards.noticed().list() + "/cancellations"));
        all.put(
                "createAwardListDocument",
                () -> by("province", path + TestAwards.drafted().list() + "/documents")
                        .with(
                                ATTACHMENT,
                                TestDocuments.sent(
                                        SignedIn.as("province"), "评审结果.pdf", "application/pdf", TestDocuments.aPdf())));
        all.put(
                "proposeEntitlementRevocation",
                () -> by(
                        "province",
                        TestAwards.ENTITLEMENTS + "/" + TestAwards.owed().entitlement() + "/revocations"));
        all.put(
                "approveEntitlementRevocation",
                () -> by("province2", TestAwards.ENTITLEMENTS + "/" + TestAwards.doubted() + "/revocation-approvals"));
        all.put(
                "rejectEntitlementRevocation",
                () -> by("province", TestAwards.ENTITLEMENTS + "/" + TestAwards.doubted() + "/revocation-rejections"));
        all.put("claimEntitlement", () -> {
            TestAwards.Sample owed = TestAwards.owed();
            return to(owed.beneficiary().token(), TestAwards.ENTITLEMENTS + "/" + owed.entitlement() + "/claims")
                    .with("12345678", String.format("%08d", System.nanoTime() % 100_000_000));
        });
    }

    private void purchases(Map<String, Supplier<Ready>> all) {
        String path = "/api/v1/purchase-contracts/";
        all.put(
                "createPurchaseContract",
                () -> by("province", "/api/v1/purchase-contracts")
                        .with(ID + "401", TestPurchases.aProgramme(100_000_000).toString()));
        all.put(
                "concludePurchaseContract",
                () -> by("province2", path + TestPurchases.drafted().contract() + "/approvals"));
        all.put("deliverPurchaseStage", () -> {
            TestPurchases.Sample concluded = TestPurchases.concluded();
            return by("platform", path + concluded.contract() + "/deliveries").with(ID + "901", concluded.stage());
        });
        all.put("checkPurchaseStage", () -> {
            TestPurchases.Sample delivered = TestPurchases.delivered();
            return by("province", path + delivered.contract() + "/checks").with(ID + "901", delivered.stage());
        });
        all.put("acceptPurchaseStage", () -> {
            TestPurchases.Sample checked = TestPurchases.checked();
            return by("province2", path + checked.contract() + "/acceptances").with(ID + "901", checked.stage());
        });
        all.put("rejectPurchaseStage", () -> {
            TestPurchases.Sample checked = TestPurchases.checked();
            return by("province", path + checked.contract() + "/delivery-rejections")
                    .with(ID + "901", checked.stage());
        });
        all.put(
                "createPurchaseContractDocument",
                () -> by("platform", path + TestPurchases.concluded().contract() + "/documents")
                        .with(
                                ATTACHMENT,
                                TestDocuments.sent(
                                        SignedIn.as("platform"), "验收材料.pdf", "application/pdf", TestDocuments.aPdf())));
        all.put(
                "terminatePurchaseContract",
                () -> by("province", path + TestPurchases.concluded().contract() + "/terminations"));
    }

    private void recoveries(Map<String, Supplier<Ready>> all) {
        String path = TestRecoveries.PATH + "/";
        all.put(
                "recordRecoveryReceipt",
                () -> by("finance", path + TestRecoveries.demanded() + "/receipts")
                        .with("20181022000417", TestClaims.number(14))
                        .on("2018-10-22"));
        all.put("reverseRecoveryReceipt", () -> {
            String recovery = TestRecoveries.demanded();
            return by("finance2", path + recovery + "/receipt-reversals")
                    .with("01900000-0000-7000-8000-000000000b02", TestRecoveries.aReceipt(recovery));
        });
        all.put(
                "proposeRecoveryPlan",
                () -> by("platform", path + TestRecoveries.demanded() + "/plans")
                        .on("2018-11-01"));
        all.put("agreeRecoveryPlan", () -> by("finance", path + TestRecoveries.withPlan() + "/plan-agreements"));
        all.put("declineRecoveryPlan", () -> by("finance", path + TestRecoveries.withPlan() + "/plan-rejections"));
        all.put(
                "proposeRecoveryWriteOff",
                () -> by("finance", path + TestRecoveries.demanded() + "/write-off-proposals"));
        all.put(
                "approveRecoveryWriteOff",
                () -> by("finance2", path + TestRecoveries.withWriteOff() + "/write-off-approvals"));
        all.put(
                "rejectRecoveryWriteOff",
                () -> by("finance2", path + TestRecoveries.withWriteOff() + "/write-off-rejections"));
    }

    private void adoption(Map<String, Supplier<Ready>> all) {
        String rules = "/api/v1/adoption-rules";
        all.put("createAdoptionRule", () -> by("province", rules));
        all.put("approveAdoptionRule", () -> by("province2", rules + "/" + TestAdoptionRules.drawnUp() + "/approvals"));
        all.put(
                "withdrawAdoptionRule",
                () -> by("province", rules + "/" + TestAdoptionRules.drawnUp() + "/withdrawals"));
        all.put("createAdoptionImport", () -> by("platform", TestAdoption.IMPORTS));
        all.put("acceptAdoptionImport", () -> {
            String id = TestAdoption.imported(TestAdoption.strangersLine());
            TestAdoption.inspectAll(TestAdoption.batchOf(id));
            return by("feixi", TestAdoption.IMPORTS + "/" + id + "/acceptances");
        });
        all.put("inspectAdoptionRecord", () -> {
            String id = TestAdoption.imported(TestAdoption.strangersLine());
            return by("feixi", TestAdoption.BATCHES + "/" + TestAdoption.batchOf(id) + "/inspections")
                    .with(ID + "e21", TestAdoption.recordOf(id, 1));
        });
        all.put("returnAdoptionBatch", () -> {
            String id = TestAdoption.imported(TestAdoption.strangersLine());
            return by("feixi", TestAdoption.BATCHES + "/" + TestAdoption.batchOf(id) + "/returns");
        });
        String records = TestAdoption.RECORDS + "/";
        all.put("objectToAdoption", () -> by("enterprise", records + TestAdoption.recordOfTheDemo() + "/objections"));
        all.put("decideAdoptionObjection", () -> {
            String record = TestAdoption.recordOfTheDemo();
            TestAdoption.object(SignedIn.as("enterprise"), record).then().statusCode(200);
            return by("feixi", records + record + "/decisions");
        });
        all.put(
                "withdrawAdoptionRecord",
                () -> by("platform", records + TestAdoption.recordOfTheDemo() + "/withdrawals"));
        all.put("removeAdoptionRecord", () -> {
            String id = TestAdoption.counted(TestAdoption.strangersLine());
            return by("feixi", records + TestAdoption.recordOf(id, 1) + "/removals");
        });
        all.put(
                "confirmAdoption",
                () -> by("feixi", TestAdoption.ENTERPRISES + "/" + TestAdoption.confirmable() + "/confirmations"));
    }

    private void assessments(Map<String, Supplier<Ready>> all) {
        String standards = TestStandards.PATH;
        all.put("createAssessmentStandard", () -> by("province", standards));
        all.put("updateAssessmentStandard", () -> by("province", standards + "/" + TestStandards.drawnUp()));
        all.put(
                "publishAssessmentStandard",
                () -> by("province2", standards + "/" + TestStandards.drawnUp() + "/publications"));
        all.put("createPreRatingRun", () -> {
            Background.finishJobs();
            return by("province", TestPreRatings.RUNS);
        });
        String path = TestAssessments.PATH + "/";
        all.put("createAssessment", () -> {
            TestStandards.published();
            TestAssessments.clear();
            return by("enterprise", TestAssessments.PATH);
        });
        all.put("updateAssessment", () -> by("enterprise", path + TestAssessments.begunByTheDemo()));
        all.put("createAssessmentDocument", () -> {
            String file =
                    TestDocuments.sent(SignedIn.as("enterprise"), "合同.pdf", "application/pdf", TestDocuments.aPdf());
            return by("enterprise", path + TestAssessments.begunByTheDemo() + "/documents")
                    .with(ATTACHMENT, file);
        });
        all.put("submitAssessment", () -> {
            String id = TestAssessments.begunByTheDemo();
            return by("enterprise", path + id + "/submissions").with(DOCUMENT, TestAssessments.documentOfTheDemo(id));
        });
        all.put("withdrawAssessment", () -> by("enterprise", path + TestAssessments.begunByTheDemo() + "/withdrawals"));
        all.put("reviewAssessment", () -> by("hefei", path + TestAssessments.submittedByTheDemo() + "/reviews"));
        all.put(
                "createAssessmentObjection",
                () -> by(
                        "platform",
                        TestAssessments.LEVELS + "/" + TestAssessments.announcedByTheDemo() + "/objections"));
        all.put(
                "decideAssessmentObjection",
                () -> by(
                        "hefei",
                        TestAssessments.OBJECTIONS + "/" + TestAssessments.objectionToTheDemo() + "/decisions"));
        all.put(
                "createAssessmentAppeal",
                () -> by("enterprise", path + TestAssessments.rejectedOfTheDemo() + "/appeals"));
        all.put(
                "decideAssessmentAppeal",
                () -> by("province", TestAssessments.APPEALS + "/" + TestAssessments.appealOfTheDemo() + "/decisions"));
        all.put(
                "confirmAssessment",
                () -> by("enterprise", path + TestAssessments.confirmableByTheDemo() + "/confirmations"));
        all.put("downgradeAssessment", () -> by("hefei", path + TestAssessments.confirmedByTheDemo() + "/downgrades"));
        spotChecks(all);
        experts(all);
    }

    private void experts(Map<String, Supplier<Ready>> all) {
        all.put("createAssessmentExpert", () -> {
            TestExperts.clear();
            return by("province", TestExperts.EXPERTS);
        });
        all.put(
                "endAssessmentExpert",
                () -> by("province", TestExperts.EXPERTS + "/" + TestExperts.one() + "/endings"));
        all.put("createAssessmentExpertDraw", () -> {
            TestExperts.only("wuhu", "application");
            return by("province", TestAssessments.PATH + "/" + TestAssessments.highOfTheDemo() + "/expert-draws");
        });
        all.put(
                "stateAssessmentOpinion",
                () -> by("wuhu", TestExperts.OPINIONS + "/" + TestExperts.askedOfWuhu() + "/statements"));
        all.put(
                "declineAssessmentOpinion",
                () -> by("wuhu", TestExperts.OPINIONS + "/" + TestExperts.askedOfWuhu() + "/declines"));
    }

    private void spotChecks(Map<String, Supplier<Ready>> all) {
        String path = TestSpotChecks.CHECKS + "/";
        all.put("createSpotCheckDraw", () -> {
            TestSpotChecks.drawable();
            return by("hefei", TestSpotChecks.DRAWS);
        });
        all.put("createSpotCheckDocument", () -> {
            String file =
                    TestDocuments.sent(SignedIn.as("enterprise"), "合同.pdf", "application/pdf", TestDocuments.aPdf());
            return by("enterprise", path + TestSpotChecks.openedOfTheDemo() + "/documents")
                    .with(ATTACHMENT, file);
        });
        all.put("answerSpotCheck", () -> {
            String check = TestSpotChecks.openedOfTheDemo();
            return by("enterprise", path + check + "/answers").with(DOCUMENT, TestSpotChecks.documentOfTheDemo(check));
        });
        all.put("extendSpotCheck", () -> by("hefei", path + TestSpotChecks.missedOfTheDemo() + "/extensions"));
        all.put("concludeSpotCheck", () -> by("hefei", path + TestSpotChecks.answeredOfTheDemo() + "/results"));
        all.put("decideSpotCheck", () -> by("province", path + TestSpotChecks.proposedOfTheDemo() + "/decisions"));
    }

    private void concessions(Map<String, Supplier<Ready>> all) {
        String path = "/api/v1/concessions/";
        all.put(
                "createConcession",
                () -> by("province", "/api/v1/concessions").with(SERVER, TestConcessions.anOffering("platform")));
        all.put(
                "updateConcession",
                () -> by("province", path + TestConcessions.drawnUp("platform"))
                        .with(SERVER, TestConcessions.anOffering("platform")));
        all.put(
                "confirmConcession",
                () -> by("platform", path + TestConcessions.drawnUp("platform") + "/confirmations"));
        all.put("createConcessionDocument", () -> {
            String file =
                    TestDocuments.sent(SignedIn.as("platform"), "承诺书.pdf", "application/pdf", TestDocuments.aPdf());
            return by("platform", path + TestConcessions.drawnUp("platform") + "/documents")
                    .with(ATTACHMENT, file);
        });
        all.put(
                "announceConcession",
                () -> by("province2", path + TestConcessions.agreed("platform") + "/publications"));
        all.put(
                "endConcession",
                () -> by("province", path + TestConcessions.published("platform") + "/endings")
                        .with("2030-11-30", TestConcessions.today().plusDays(2).toString()));
        all.put(
                "withdrawConcession",
                () -> by("province", path + TestConcessions.drawnUp("platform") + "/withdrawals"));
    }

    private void annualPlans(Map<String, Supplier<Ready>> all) {
        String path = TestPlans.PATH + "/";
        all.put("createAnnualPlan", () -> by("province", TestPlans.PATH).with("2030", yearOf(TestPlans.year())));
        all.put("updateAnnualPlan", () -> {
            int year = TestPlans.year();
            return by("province", path + TestPlans.drawnUp(year)).with("2030", yearOf(year));
        });
        all.put("proposeAnnualPlan", () -> by("province", path + TestPlans.drawnUp(TestPlans.year()) + "/submissions"));
        all.put("returnAnnualPlan", () -> by("province2", path + TestPlans.proposed(TestPlans.year()) + "/returns"));
        all.put(
                "publishAnnualPlan",
                () -> by("province2", path + TestPlans.proposed(TestPlans.year()) + "/publications"));
        all.put(
                "withdrawAnnualPlan",
                () -> by("province", path + TestPlans.drawnUp(TestPlans.year()) + "/withdrawals"));
        all.put("amendAnnualPlan", () -> by("province", path + TestPlans.published(TestPlans.year()) + "/amendments"));
    }

    private static String yearOf(int year) {
        return Integer.toString(year);
    }

    private void implementationPlans(Map<String, Supplier<Ready>> all) {
        String path = TestPlans.FILED + "/";
        all.put("updateImplementationPlan", () -> by("hefei", path + TestPlans.toFile(TestPlans.CITY)));
        all.put("withdrawImplementationPlan", () -> by("feixi", path + aSubmittedPlan() + "/withdrawals"));
        all.put("returnImplementationPlan", () -> by("hefei", path + aSubmittedPlan() + "/returns"));
        all.put("acceptImplementationPlan", () -> by("hefei", path + aSubmittedPlan() + "/acceptances"));
        all.put(
                "publishImplementationPlan",
                () -> by(
                        "feixi",
                        path + TestPlans.accepted("feixi", "hefei", TestPlans.toFile(TestPlans.COUNTY))
                                + "/publications"));
        all.put(
                "extendImplementationPlan",
                () -> by("hefei", path + TestPlans.toFile(TestPlans.COUNTY) + "/extensions")
                        .with("2030-10-31", TestPlans.today().plusDays(300).toString()));
        all.put(
                "amendImplementationPlan",
                () -> by(
                        "feixi",
                        path + TestPlans.publishedBy("feixi", "hefei", TestPlans.toFile(TestPlans.COUNTY))
                                + "/amendments"));
    }

    private static String aSubmittedPlan() {
        return TestPlans.submitted("feixi", TestPlans.toFile(TestPlans.COUNTY));
    }

    private void issues(Map<String, Supplier<Ready>> all) {
        String path = TestIssues.PATH + "/";
        all.put(
                "raiseIssue",
                () -> by("feixi", TestIssues.PATH)
                        .with("2030-10-31", TestPlans.today().plusDays(20).toString()));
        all.put("answerIssue", () -> by("hefei", path + TestIssues.raised("feixi") + "/answers"));
        all.put(
                "deferIssue",
                () -> by("hefei", path + TestIssues.raised("feixi") + "/deferrals")
                        .with("2030-11-15", TestPlans.today().plusDays(60).toString()));
        all.put("escalateIssue", () -> by("hefei", path + TestIssues.raised("feixi") + "/escalations"));
        all.put("settleIssue", () -> by("feixi", path + TestIssues.answered() + "/settlements"));
        all.put("withdrawIssue", () -> by("feixi", path + TestIssues.raised("feixi") + "/withdrawals"));
    }

    private void pilots(Map<String, Supplier<Ready>> all) {
        String path = TestPilots.PATH + "/";
        String enterprise = "91340100MA2T00015G";
        all.put("createPilot", () -> by("feixi", TestPilots.PATH).with(enterprise, TestEnterprise.aCreditCode()));
        all.put(
                "updatePilot",
                () -> by("feixi", path + TestPilots.planned("feixi", TestPlans.COUNTY))
                        .with(enterprise, TestEnterprise.aCreditCode()));
        all.put("startPilot", () -> by("feixi", path + TestPilots.planned("feixi", TestPlans.COUNTY) + "/starts"));
        all.put(
                "completePilot",
                () -> by("feixi", path + TestPilots.started("feixi", TestPlans.COUNTY) + "/completions"));
        all.put(
                "abandonPilot",
                () -> by("feixi", path + TestPilots.planned("feixi", TestPlans.COUNTY) + "/abandonments"));
    }

    private void activities(Map<String, Supplier<Ready>> all) {
        String path = TestActivities.PATH + "/";
        all.put("createActivity", () -> by("hefei", TestActivities.PATH));
        all.put("updateActivity", () -> by("hefei", path + TestActivities.drafted("hefei")));
        all.put("cancelActivity", () -> by("hefei", path + TestActivities.published("hefei") + "/cancellations"));
        all.put("reportActivityOutcome", () -> by("hefei", path + TestActivities.over(database) + "/outcomes"));
        all.put(
                "registerForActivity",
                () -> by("enterprise", path + TestActivities.published("hefei") + "/registrations"));
        all.put("giveActivityFeedback", () -> {
            String id = TestActivities.published("hefei");
            return by("enterprise", path + id + "/feedback").with(ID + "f01", TestActivities.attended(database, id));
        });
        all.put("revokeActivityCheckIn", () -> {
            String registration = TestActivities.attended(database, TestActivities.published("hefei"));
            return by("hefei", "/api/v1/activity-registrations/" + registration + "/check-in-revocations");
        });
        all.put("recordActivityCheckIns", () -> by("hefei", path + TestActivities.published("hefei") + "/check-ins"));
        all.put(
                "createTrainingPlan",
                () -> by("hefei", TestTrainingPlans.PATH).with("2030", yearOf(TestTrainingPlans.year())));
        all.put("updateTrainingPlan", () -> {
            int year = TestTrainingPlans.year();
            return by("hefei", TestTrainingPlans.PATH + "/" + TestTrainingPlans.drafted("hefei", year))
                    .with("2030", yearOf(year));
        });
    }

    private void contests(Map<String, Supplier<Ready>> all) {
        String path = TestContests.PATH + "/";
        all.put("createContest", () -> by("hefei", TestContests.PATH));
        all.put("updateContest", () -> by("hefei", path + TestContests.drafted()));
        all.put("cancelContest", () -> by("hefei", path + TestContests.announced() + "/cancellations"));
        all.put("replaceContestJury", () -> by("hefei", path + TestContests.announced() + "/juries"));
        all.put("submitContestEntry", () -> by("enterprise", path + TestContests.ofOfficers() + "/entries"));
        all.put("stateContestConflict", () -> {
            TestContests.Judged judged = TestContests.judged();
            return by("wuhu", path + judged.contest() + "/conflicts").with(ID + "d01", judged.entry());
        });
        all.put("submitContestScore", () -> {
            TestContests.Judged judged = TestContests.judged();
            return by("wuhu", path + judged.contest() + "/scores").with(ID + "d01", judged.entry());
        });
        all.put("updateContestScore", () -> by("wuhu", TestContests.SCORES + "/" + TestContests.scored()));
        all.put("objectToContestNotice", () -> {
            TestContests.Judged noticed = TestContests.noticed();
            return by("enterprise", path + noticed.contest() + "/objections").with(ID + "d01", noticed.entry());
        });
        all.put(
                "decideContestObjection",
                () -> by("hefei", TestContests.OBJECTIONS + "/" + TestContests.objected() + "/decisions"));
    }

    private void articles(Map<String, Supplier<Ready>> all) {
        String path = TestArticles.PATH + "/";
        String day = TestPlans.today().plusDays(20).toString();
        all.put("createArticle", () -> by("hefei", TestArticles.PATH));
        all.put(
                "createArticleAttachment",
                () -> by("hefei", path + TestArticles.drafted("hefei") + "/attachments")
                        .with(ID + "801", TestArticles.sent("hefei")));
        all.put("updateArticle", () -> by("hefei", path + TestArticles.drafted("hefei")));
        all.put(
                "reviewArticle",
                () -> by("hefei2", path + TestArticles.submitted("hefei") + "/reviews")
                        .with("2030-10-31", day));
        all.put(
                "publishArticle",
                () -> by("hefei", path + TestArticles.scheduled("hefei", day + "T01:00:00Z") + "/publications"));
        all.put("recallArticle", () -> by("hefei", path + TestArticles.submitted("hefei") + "/recalls"));
        all.put("withdrawArticle", () -> by("hefei", path + TestArticles.live("hefei") + "/withdrawals"));
        all.put("createArticleSubscription", () -> {
            TestSubscriptions.withAddress(database, "enterprise2");
            return by("enterprise2", TestSubscriptions.PATH);
        });
        all.put(
                "endArticleSubscriptions",
                () -> by("enterprise2", TestSubscriptions.ENDED)
                        .with(TestSubscriptions.EXAMPLE, TestSubscriptions.token()));
        all.put("amendArticle", () -> by("hefei", path + TestArticles.live("hefei") + "/amendments"));
    }

    private void evaluations(Map<String, Supplier<Ready>> all) {
        String path = TestEvaluations.PATH + "/";
        all.put(
                "createCityEvaluation",
                () -> by("province", TestEvaluations.PATH).with("2030", yearOf(TestEvaluations.year())));
        all.put("updateCityEvaluation", () -> {
            String id = TestEvaluations.drafted();
            return by("province", path + id).with("2030", yearOf(TestEvaluations.year()));
        });
        all.put("openCityEvaluation", () -> {
            Background.settle();
            return by("province", path + TestEvaluations.drafted() + "/consultations")
                    .with("2030-12-31T16:00:00Z", Instant.now().minusSeconds(1).toString());
        });
        all.put("objectToCityEvaluation", () -> by("hefei", path + TestEvaluations.opened() + "/objections"));
        all.put("decideEvaluationObjection", () -> {
            String id = TestEvaluations.opened();
            return by("province2", path + id + "/objections/" + TestEvaluations.objected("wuhu", id) + "/decisions");
        });
        all.put("decideCityEvaluation", () -> by("province", path + TestEvaluations.consulted() + "/decisions"));
        all.put("publishCityEvaluation", () -> by("province", path + TestEvaluations.decided() + "/publications"));
        all.put("withdrawCityEvaluation", () -> by("province", path + TestEvaluations.drafted() + "/withdrawals"));
    }

    private void bulletins(Map<String, Supplier<Ready>> all) {
        String path = TestBulletins.PATH + "/";
        String errata = TestBulletins.ERRATA + "/";
        all.put("draftBulletin", () -> by("province", TestBulletins.PATH).with("2030-07", TestBulletins.month()));
        all.put("updateBulletin", () -> by("province", path + TestBulletins.drafted()));
        all.put("approveBulletin", () -> by("province2", path + TestBulletins.submitted() + "/approvals"));
        all.put("returnBulletin", () -> by("province2", path + TestBulletins.submitted() + "/returns"));
        all.put("discardBulletin", () -> by("province", path + TestBulletins.drafted() + "/discards"));
        all.put("publishBulletin", () -> by("province", path + TestBulletins.approved() + "/publications"));
        all.put("proposeBulletinErratum", () -> by("province", path + TestBulletins.published() + "/errata"));
        all.put("approveBulletinErratum", () -> by("province2", errata + TestBulletins.proposed() + "/approvals"));
        all.put("discardBulletinErratum", () -> by("province", errata + TestBulletins.proposed() + "/discards"));
    }

    private void capacities(Map<String, Supplier<Ready>> all) {
        String path = TestCapacities.PATH + "/";
        String slots = TestCapacities.SLOTS + "/";
        all.put("createCapacity", () -> by("platform", TestCapacities.PATH));
        all.put("updateCapacity", () -> by("platform", path + TestCapacities.drawnUp()));
        all.put("retireCapacity", () -> by("platform", path + TestCapacities.published() + "/retirements"));
        all.put("suspendCapacity", () -> by("feixi", path + TestCapacities.published() + "/suspensions"));
        all.put("reinstateCapacity", () -> by("feixi", path + TestCapacities.suspended() + "/reinstatements"));
        all.put("createCapacityClosure", () -> by("platform", path + TestCapacities.published() + "/closures"));
        all.put("createCapacityDocument", () -> {
            String file =
                    TestDocuments.sent(SignedIn.as("platform"), "资质证书.pdf", "application/pdf", TestDocuments.aPdf());
            return by("platform", path + TestCapacities.drawnUp() + "/documents")
                    .with(ATTACHMENT, file);
        });
        all.put(
                "bookCapacitySlot",
                () -> by("enterprise", TestCapacities.SLOTS).with(ID + "d01", TestCapacities.published()));
        all.put("declineCapacitySlot", () -> by("platform", slots + TestCapacities.held() + "/declines"));
        all.put("cancelCapacitySlot", () -> by("enterprise", slots + TestCapacities.held() + "/cancellations"));
        all.put(
                "refuseSlotCancellation",
                () -> by("platform", slots + TestCapacities.asked() + "/cancellation-refusals"));
        all.put("reportSlotNoShow", () -> by("platform", slots + TestCapacities.over() + "/no-shows"));
    }

    private void payeeAccounts(Map<String, Supplier<Ready>> all) {
        String number = "1023701021000998877";
        all.put("createPayeeAccount", () -> {
            TestPayeeAccounts.withdrawPending("enterprise");
            return by("enterprise", "/api/v1/payee-accounts")
                    .with(ID + "b01", TestPayeeAccounts.document(SignedIn.as("enterprise")));
        });
        all.put("verifyPayeeAccount", () -> {
            Ready account = existing("finance", "/api/v1/payee-accounts/{id}", "");
            String proposed = SignedIn.as("finance").get(account.path()).path("number");
            return by("finance", account.path() + "/verifications").with(number, proposed);
        });
        all.put("rejectPayeeAccount", () -> existing("hefei", "/api/v1/payee-accounts/{id}", "/rejections"));
        all.put("withdrawPayeeAccount", () -> existing("enterprise", "/api/v1/payee-accounts/{id}", "/withdrawals"));
    }

    private void qualifications(Map<String, Supplier<Ready>> all) {
        String path = TestQualifications.PATH;
        String kind = "SERVICE_INSTITUTION";
        all.put("createProviderQualification", () -> {
            TestEnterprise organization = TestQualifications.anOrganization();
            return to(organization.token(), path)
                    .with(
                            "\"year\":2018",
                            "\"year\":" + LocalDate.now(ZoneOffset.ofHours(8)).getYear());
        });
        all.put("updateProviderQualification", () -> {
            TestEnterprise organization = TestQualifications.anOrganization();
            return to(organization.token(), path + "/" + TestQualifications.draft(organization::request, kind));
        });
        all.put("createProviderQualificationDocument", () -> {
            TestEnterprise organization = TestQualifications.anOrganization();
            String id = TestQualifications.draft(organization::request, kind);
            return to(organization.token(), path + "/" + id + "/documents")
                    .with(ATTACHMENT, TestDocuments.sent(organization));
        });
        all.put("reviewProviderQualification", () -> {
            String id = TestQualifications.submitted(TestQualifications.anOrganization(), kind);
            return by("feixi", path + "/" + id + "/reviews");
        });
        all.put("grantProviderQualification", () -> {
            String id = TestQualifications.shown(TestQualifications.anOrganization(), kind);
            return by("province2", path + "/" + id + "/grants");
        });
        all.put("withdrawProviderQualification", () -> {
            TestEnterprise organization = TestQualifications.anOrganization();
            String id = TestQualifications.draft(organization::request, kind);
            return to(organization.token(), path + "/" + id + "/withdrawals");
        });
        all.put("revokeProviderQualification", () -> {
            String id = TestQualifications.granted(TestQualifications.anOrganization(), kind);
            return by("province", path + "/" + id + "/revocations");
        });
        all.put("createQualificationObjection", () -> {
            String id = TestQualifications.announced(TestQualifications.anOrganization(), kind);
            return by("enterprise", path + "/" + id + "/objections");
        });
        all.put("decideQualificationObjection", () -> {
            String id = TestQualifications.announced(TestQualifications.anOrganization(), kind);
            String objection = TestQualifications.objection(id, "enterprise");
            return by("province2", TestQualifications.OBJECTIONS + "/" + objection + "/decisions");
        });
    }

    private static Ready to(String token, String path) {
        return new Ready(token, path, Map.of(), TODAY);
    }

    private Ready by(String account, String path) {
        return to(tokens.ofAccount(account), path);
    }

    private Ready existing(String account, String template, String below) {
        AccessOwner owner = account.equals("sysadmin") ? AccessOwner.PLATFORM : AccessOwner.ENTERPRISE;
        return by(account, things.existing(template, owner) + below);
    }

    private Response post(String account, String path, Map<String, ?> body) {
        return TestEnterprise.post(given().auth().oauth2(tokens.ofAccount(account)), path, body)
                .statusCode(lessThan(300))
                .extract()
                .response();
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private TestAccount member(String role, String organization, String organizationRole) {
        return TestAccount.aMember(database, role, UUID.fromString(organization), organizationRole);
    }

    /** The token of an account with the password of the demo's, which those keep. */
    private String ofAnotherWithTheSamePassword() {
        TestAccount account = member("ENTERPRISE", AccessOwner.ENTERPRISE.organizationId(), "HANDLER");
        account.set("password_hash = (SELECT password_hash FROM account WHERE username = 'enterprise')");
        return SignedIn.tokenOf(account.username());
    }

    private static TestEnterprise certified() {
        return TestEnterprise.certified("340123", "feixi");
    }

    private static TestProgramme simulated() {
        TestProgramme programme = TestProgramme.drafted();
        programme.addRules(TestRules.json()).statusCode(201);
        programme.simulate(1);
        return programme;
    }

    private static TestProgramme approved() {
        TestProgramme programme = simulated();
        programme.act("finance", "approvals").statusCode(200);
        return programme;
    }

    /** Its path, after these moves of its owner. */
    private static String moved(TestProgramme programme, String... nouns) {
        for (String noun : nouns) {
            programme.act("province", noun).statusCode(200);
        }
        return programme.path();
    }

    private static String drafted(TestEnterprise enterprise, long priceFen) {
        Map<String, Object> line =
                Map.of("description", "云 ERP", "layer", "SAAS", "inclTaxFen", priceFen, "exTaxFen", priceFen);
        Map<String, Object> wanted =
                Map.of("programmeId", DemoProgramme.ID.toString(), "otherFiscalMoney", false, "lines", List.of(line));
        return "/api/v1/voucher-applications/"
                + TestEnterprise.post(enterprise.request(), "/api/v1/voucher-applications", wanted)
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
    }

    private static String submitted(TestEnterprise enterprise, long priceFen) {
        String path = drafted(enterprise, priceFen);
        enterprise
                .request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(path + "/submissions")
                .then()
                .statusCode(200);
        return path;
    }

    private String rejected(TestEnterprise enterprise) {
        String path = submitted(enterprise, 1_000_000);
        post(
                "feixi",
                path + "/reviews",
                Map.of(
                        "decision", "REJECT",
                        "reason", "合同与申领内容不符",
                        "reasonCode", "NOT_ELIGIBLE",
                        "clause", "演示办法第三条",
                        "remedy", "可在十个工作日内申诉"));
        return path;
    }

    /** Not one of those that the province looks at by chance, so that somebody is left who has decided nothing. */
    private String approvedByTheCity(TestEnterprise enterprise) {
        Map<String, Object> passed = Map.of(
                "decision", "PASS",
                "reason", "材料齐全",
                "facts", Map.of("registeredOn", "2012-03-01", "violations", List.of()));
        while (true) {
            String path = submitted(enterprise, 1_000_000);
            post("feixi", path + "/reviews", passed);
            if (post("hefei", path + "/reviews", passed).path("status").equals("APPROVED")) {
                return path;
            }
            TestEnterprise.post(enterprise.request(), path + "/withdrawals", Map.of())
                    .statusCode(200);
        }
    }

    private String published() {
        return post(
                        "province",
                        "/api/v1/public-notices",
                        Map.of(
                                "programmeId", DemoProgramme.ID.toString(),
                                "regionCode", "340100",
                                "title", "测试公示",
                                "reason", "审核完毕"))
                .path("id");
    }

    /** A notice whose time is over. */
    private String ended(String notice) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE public_notice SET published_at = now() - interval '9 days',"
                                + " ends_at = now() - interval '1 day' WHERE id = ?")) {
            statement.setObject(1, UUID.fromString(notice));
            statement.executeUpdate();
            return notice;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String reserved() {
        return "/api/v1/reservations/"
                + post(
                                "enterprise",
                                TestVoucher.issued().path() + "/reservations",
                                Map.of(
                                        "offeringId",
                                        server(),
                                        "externalReference",
                                        UUID.randomUUID().toString(),
                                        "lines",
                                        List.of(Map.of(
                                                "planCode", "g1-2c8g-y", "quantity", "3", "amountFen", 144_000))))
                        .<String>path("id");
    }

    private TestVoucher proposed() {
        TestVoucher voucher = TestVoucher.issued();
        post("feixi", voucher.path() + "/revocations", Map.of("reason", "核查"));
        return voucher;
    }

    private static String credential(TestVoucher voucher) {
        return SignedIn.as("enterprise")
                .accept("application/json")
                .get(voucher.path() + "/qr")
                .path("credential");
    }

    /** The one of the demo that the examples order. */
    private String server() {
        return given().auth()
                .oauth2(tokens.ofClient("platform"))
                .get(providerOf(AccessOwner.PLATFORM) + "/offerings/demo-ecs-general")
                .path("id");
    }

    /** One of the demo. */
    private static String offering(String kind, AccessOwner provider) {
        return given().queryParam("kind", kind)
                .queryParam("voucherEligible", true)
                .queryParam("providerId", lastPart(providerOf(provider)))
                .get("/api/v1/offerings")
                .path("data[0].id");
    }

    private static String providerOf(AccessOwner owner) {
        return "/api/v1/providers/"
                + given().queryParam("organizationId", owner.organizationId())
                        .get("/api/v1/providers")
                        .<String>path("data[0].id");
    }

    private String declaredPath() {
        return providerOf(AccessOwner.PLATFORM) + "/offerings/" + declared().<String>path("externalId");
    }

    private Response declared() {
        return given().auth()
                .oauth2(tokens.ofClient("platform"))
                .contentType("application/json")
                .body("{\"kind\": \"IAAS\", \"name\": \"云服务器\"}")
                .put(providerOf(AccessOwner.PLATFORM) + "/offerings/example-" + UUID.randomUUID());
    }
}
