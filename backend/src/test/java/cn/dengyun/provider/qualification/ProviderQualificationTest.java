package cn.dengyun.provider.qualification;

import static cn.dengyun.identity.SignedIn.as;
import static cn.dengyun.identity.organization.TestEnterprise.post;
import static cn.dengyun.provider.qualification.TestQualifications.OBJECTIONS;
import static cn.dengyun.provider.qualification.TestQualifications.PATH;
import static cn.dengyun.provider.qualification.TestQualifications.TODAY;
import static cn.dengyun.provider.qualification.TestQualifications.aDossier;
import static cn.dengyun.provider.qualification.TestQualifications.anOrganization;
import static cn.dengyun.provider.qualification.TestQualifications.begin;
import static cn.dengyun.provider.qualification.TestQualifications.move;
import static cn.dengyun.provider.qualification.TestQualifications.own;
import static cn.dengyun.provider.qualification.TestQualifications.review;
import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.contract.ContractCoverage;
import cn.dengyun.files.TestDocuments;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.provider.DemoProviders;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Qualifications, from the application to their end. */
@QuarkusTest
class ProviderQualificationTest {

    private static final int THIS_YEAR = TODAY.getYear();
    private static final String KIND = "SERVICE_INSTITUTION";

    /** Written by hand; what is missing is refused. */
    private static final Map<QualificationStatus, Map<QualificationMove, QualificationStatus>> MOVES = Map.ofEntries(
            entry(
                    QualificationStatus.DRAFT,
                    Map.of(
                            QualificationMove.EDIT, QualificationStatus.DRAFT,
                            QualificationMove.SUBMIT, QualificationStatus.SUBMITTED,
                            QualificationMove.WITHDRAW, QualificationStatus.WITHDRAWN)),
            entry(
                    QualificationStatus.SUBMITTED,
                    Map.of(
                            QualificationMove.PASS, QualificationStatus.SUBMITTED,
                            QualificationMove.ANNOUNCE, QualificationStatus.PUBLIC_NOTICE,
                            QualificationMove.CONFIRM, QualificationStatus.QUALIFIED,
                            QualificationMove.RETURN, QualificationStatus.RETURNED,
                            QualificationMove.REJECT, QualificationStatus.REJECTED,
                            QualificationMove.WITHDRAW, QualificationStatus.WITHDRAWN)),
            entry(
                    QualificationStatus.RETURNED,
                    Map.of(
                            QualificationMove.CORRECT, QualificationStatus.RETURNED,
                            QualificationMove.SUBMIT, QualificationStatus.SUBMITTED,
                            QualificationMove.WITHDRAW, QualificationStatus.WITHDRAWN)),
            entry(
                    QualificationStatus.PUBLIC_NOTICE,
                    Map.of(
                            QualificationMove.GRANT, QualificationStatus.QUALIFIED,
                            QualificationMove.RETURN, QualificationStatus.RETURNED,
                            QualificationMove.REJECT, QualificationStatus.REJECTED,
                            QualificationMove.WITHDRAW, QualificationStatus.WITHDRAWN)),
            entry(
                    QualificationStatus.QUALIFIED,
                    Map.of(
                            QualificationMove.WITHDRAW, QualificationStatus.WITHDRAWN,
                            QualificationMove.RENEW, QualificationStatus.QUALIFIED,
                            QualificationMove.REVOKE, QualificationStatus.REVOKED)),
            entry(QualificationStatus.REJECTED, Map.of()),
            entry(QualificationStatus.WITHDRAWN, Map.of()),
            entry(QualificationStatus.REVOKED, Map.of()),
            entry(QualificationStatus.EXPIRED, Map.of()));

    @Inject
    QualificationReminders reminders;

    @Inject
    QualificationTurns turns;

    @AfterAll
    static void whatWasAnsweredIsDeclaredAndWhatWasDoneIsOnTheAuditTrail() {
        assertThat(ContractCoverage.gapsOf("Qualifications")).isEmpty();
    }

    @Test
    void theTableIsTheOneWrittenByHand() {
        for (QualificationStatus status : QualificationStatus.values()) {
            for (QualificationMove each : QualificationMove.values()) {
                QualificationStatus target = MOVES.get(status).get(each);
                assertThat(each.isAllowedFrom(status)).as(status + " " + each).isEqualTo(target != null);
                assertThat(target == null || each.target() == target).isTrue();
            }
        }
    }

    @Test
    void anOrganisationBecomesAProviderByApplying() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.complete(organization, "CLOUD_PLATFORM");
        seen(organization, id)
                .body("status", is("DRAFT"))
                .body("availableActions", contains("EDIT", "SUBMIT", "WITHDRAW"));

        submit(organization, id)
                .statusCode(200)
                .body("status", is("SUBMITTED"))
                .body("stage", is("COUNTY"))
                .body("dueAt", notNullValue());
        stranger(id).statusCode(404);
        review("hefei", id, "PASS").statusCode(409).body("code", is("review-not-overdue"));
        as("feixi").get(PATH + "/" + id).then().body("availableActions", contains("PASS", "RETURN", "REJECT"));
        review("feixi", id, "PASS").statusCode(200).body("stage", is("CITY"));
        review("feixi", id, "PASS").statusCode(409);
        review("hefei", id, "PASS").statusCode(200).body("stage", is("PROVINCE"));
        as("province").get(PATH + "/" + id).then().body("availableActions", contains("ANNOUNCE", "RETURN", "REJECT"));
        review("province", id, "PASS")
                .statusCode(200)
                .body("status", is("PUBLIC_NOTICE"))
                .body("stage", nullValue());
        stranger(id)
                .statusCode(200)
                .body("organizationName", is("测试机械有限公司"))
                .body("dossier", nullValue())
                .body("dueAt", nullValue())
                .body("availableActions", empty());
        move("province2", id, "grants").statusCode(409).body("code", is("qualification-notice-running"));
        TestQualifications.noticeOver(id);
        move("hefei2", id, "grants").statusCode(403).body("code", is("province-only"));
        move("province", id, "grants").statusCode(403).body("code", is("four-eyes-required"));
        String provider = move("province2", id, "grants")
                .statusCode(200)
                .body("status", is("QUALIFIED"))
                .body("inForce", is(true))
                .body("validUntil", is(THIS_YEAR + "-12-31T16:00:00Z"))
                .extract()
                .path("providerId");
        move("province2", id, "grants").statusCode(409).body("code", is("transition-not-allowed"));

        given().get("/api/v1/providers/" + provider)
                .then()
                .statusCode(200)
                .body("status", is("QUALIFIED"))
                .body("kinds", contains("CLOUD_PLATFORM"))
                .body("nameZh", is("测试资质云"));
        Background.settle();
        as("enterprise")
                .queryParam("subject", PATH + "/" + id)
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.provider.qualification.granted"))
                .body("data.data.reason", everyItem(nullValue()))
                .body("data.type", not(hasItem("cn.dengyun.provider.qualification.submitted")));
    }

    @Test
    void aSecondKindIsAddedToTheSameProvider() {
        TestEnterprise organization = anOrganization();
        TestQualifications.granted(organization, "CLOUD_APPLICATION");

        String provider = seen(organization, TestQualifications.granted(organization, KIND))
                .extract()
                .path("providerId");

        given().get("/api/v1/providers/" + provider)
                .then()
                .body("organizationId", is(organization.id()))
                .body("kinds", contains("CLOUD_APPLICATION", KIND));
    }

    @Test
    void whatIsMissingIsNamedAtOnceAndByADryRunToo() {
        TestEnterprise organization = anOrganization();
        String id = begin(organization.request(), "CLOUD_PLATFORM", THIS_YEAR, Map.of("protectionLevel", 1))
                .statusCode(201)
                .extract()
                .path("id");

        submit(organization, id)
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/dossier/nameZh",
                                "/dossier/telecomLicence",
                                "/dossier/protectionLevel",
                                "/dossier/exitTerms",
                                "/documents"))
                .body("errors.code", hasItems("qualification-protection-low", "qualification-document-missing"))
                .body("errors", hasSize(19));
        TestQualifications.act(organization.request(), id, "submissions?validateOnly=true")
                .statusCode(200)
                .body("dryRun", is(true))
                .body("refusals[0].errors.size()", is(19));
        seen(organization, id).body("status", is("DRAFT"));
    }

    @Test
    void aDraftIsEditedByAMergePatchOverTheVersionThatWasRead() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.draft(organization::request, KIND);
        String tag = organization.request().get(PATH + "/" + id).header("ETag");

        patch(organization, id, tag, "{\"exitTerms\": null, \"securityStaff\": 7}")
                .statusCode(200)
                .body("version", is(1))
                .body("dossier.securityStaff", is(7))
                .body("dossier.exitTerms", nullValue())
                .body("dossier.hotline", is("400-000-0042"));
        patch(organization, id, tag, "{\"securityStaff\": 8}").statusCode(412);
        patch(organization, id, null, "{\"securityStaff\": 8}").statusCode(428);
        patch(
                        organization,
                        id,
                        "*",
                        "{\"securityStaff\": -1, \"incidentEmail\": \"x\", \"homepage\": \"javascript:1\"}")
                .statusCode(400)
                .body("errors.pointer", hasItems("/securityStaff", "/incidentEmail", "/homepage"));
        patch(organization, id, "*", "{\"certificates\": [{\"kind\": \"ISO_27001\"}]}")
                .statusCode(400)
                .body("errors.pointer", hasItems("/certificates/0/number", "/certificates/0/validUntil"));
        patch(anOrganization(), id, "*", "{\"securityStaff\": 8}").statusCode(404);
    }

    @Test
    void whatIsReturnedIsCorrectedAndReviewedAnew() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.submitted(organization, KIND);
        review("feixi", id, "PASS").statusCode(200);

        TestSupervision.post(
                        "hefei",
                        PATH + "/" + id + "/reviews",
                        Map.of("decision", "RETURN", "reason", "请补正", "remarks", List.of("测评报告不清晰", "承诺书未盖章")))
                .statusCode(200)
                .body("status", is("RETURNED"));
        seen(organization, id)
                .body("remarks", contains("测评报告不清晰", "承诺书未盖章"))
                .body("decision", is("请补正"))
                .body("availableActions", contains("CORRECT", "SUBMIT", "WITHDRAW"));
        patch(organization, id, "*", "{\"securityStaff\": 9}").statusCode(200).body("status", is("RETURNED"));
        submit(organization, id).statusCode(200).body("stage", is("COUNTY"));
        review("feixi", id, "PASS").statusCode(200);
        review("hefei", id, "REJECT").statusCode(200).body("status", is("REJECTED"));
        patch(organization, id, "*", "{\"securityStaff\": 9}")
                .statusCode(409)
                .body("code", is("transition-not-allowed"));
        TestQualifications.draft(organization::request, KIND);
    }

    @Test
    void nobodyActsForAnotherLevelUnlessItIsLateAndNobodyTwice() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.submitted(organization, KIND);

        review("wuhu", id, "PASS").statusCode(404);
        review("province", id, "PASS").statusCode(409).body("code", is("review-not-overdue"));
        TestSupervision.set("UPDATE provider_qualification SET due_at = now() - interval '1 second' WHERE id = ?", id);
        review("province", id, "PASS").statusCode(200).body("stage", is("CITY"));
        review("hefei", id, "PASS").statusCode(200);
        review("province", id, "PASS").statusCode(403).body("code", is("four-eyes-required"));
        as("province").get(PATH + "/" + id).then().body("availableActions", empty());
        review("province2", id, "PASS").statusCode(200).body("status", is("PUBLIC_NOTICE"));
        review("province2", id, "REJECT").statusCode(409).body("code", is("transition-not-allowed"));
        for (String other : List.of("enterprise", "platform", "finance", "auditor", "sysadmin")) {
            review(other, id, "PASS").statusCode(403);
            move(other, id, "grants").statusCode(403);
            move(other, id, "revocations").statusCode(403);
        }
    }

    @Test
    void anybodyObjectsAndAnotherPersonDecides() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.announced(organization, KIND);
        Map<String, String> statement = Map.of("statement", "测评报告系伪造");
        String objections = PATH + "/" + id + "/objections";

        post(organization.request(), objections, statement).statusCode(403).body("code", is("qualification-own"));
        given().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(statement)
                .post(objections)
                .then()
                .statusCode(401);
        String first = TestQualifications.objection(id, "enterprise");
        String second = TestQualifications.objection(id, "platform");
        TestSupervision.post("enterprise", objections, statement)
                .statusCode(409)
                .body("code", is("objection-repeated"));
        organization
                .request()
                .queryParam("qualificationId", id)
                .get(OBJECTIONS)
                .then()
                .body("data.id", contains(second, first))
                .body("data.filedBy", everyItem(nullValue()));
        as("province")
                .queryParam("qualificationId", id)
                .queryParam("status", "PENDING")
                .get(OBJECTIONS)
                .then()
                .body("data.filedBy", everyItem(notNullValue()));
        as("enterprise").get(OBJECTIONS + "/" + first).then().statusCode(200).body("filedBy", notNullValue());
        as("enterprise2").get(OBJECTIONS + "/" + first).then().statusCode(404);
        as("enterprise").get(OBJECTIONS).then().body("data.id", allOf(hasItem(first), not(hasItem(second))));
        as("enterprise2").get(OBJECTIONS).then().body("data.id", not(hasItem(first)));
        TestQualifications.noticeOver(id);
        TestSupervision.post("wuhu", objections, statement)
                .statusCode(409)
                .body("code", is("qualification-notice-over"));
        move("province2", id, "grants").statusCode(409).body("code", is("qualification-objections-open"));

        as("province2").get(PATH + "/" + id).then().body("availableActions", contains("RETURN"));
        as("province").get(OBJECTIONS + "/" + first).then().body("availableActions", empty());
        as("province2").get(OBJECTIONS + "/" + first).then().body("availableActions", contains("UPHOLD", "DISMISS"));
        decide("province", first, "DISMISS").statusCode(403).body("code", is("four-eyes-required"));
        decide("hefei2", first, "DISMISS").statusCode(403).body("code", is("province-only"));
        decide("wuhu", first, "DISMISS").statusCode(404);
        decide("province2", first, "DISMISS").statusCode(200).body("status", is("DISMISSED"));
        decide("province2", first, "UPHOLD").statusCode(409).body("code", is("transition-not-allowed"));
        move("province2", id, "grants").statusCode(409);
        decide("province2", second, "UPHOLD").statusCode(200).body("status", is("UPHELD"));
        seen(organization, id).body("status", is("REJECTED"));
        stranger(id).statusCode(404);
        Background.settle();
        as("enterprise")
                .queryParam("subject", PATH + "/" + id)
                .get("/api/v1/events")
                .then()
                .body("data.type", hasItem("cn.dengyun.provider.qualification.rejected"));
    }

    @Test
    void whoeverOfAnOrganisationObjectsItObjectsOnce() {
        String id = TestQualifications.announced(anOrganization(), KIND);

        TestQualifications.objection(id, "hefei");
        TestSupervision.post("hefei2", PATH + "/" + id + "/objections", Map.of("statement", "再次异议"))
                .statusCode(409)
                .body("code", is("objection-repeated"));
    }

    @Test
    void aLevelBelowNeverActsForOneAboveHoweverLate() {
        String id = TestQualifications.submitted(anOrganization(), KIND);
        review("feixi", id, "PASS").statusCode(200).body("stage", is("CITY"));
        TestSupervision.set(
                "UPDATE provider_qualification SET due_at = now() - interval '1 second', reviewers = '{}' WHERE id = ?",
                id);

        as("feixi").get(PATH + "/" + id).then().body("availableActions", empty());
        review("feixi", id, "PASS").statusCode(409).body("code", is("review-not-overdue"));
        review("province", id, "PASS").statusCode(200).body("stage", is("PROVINCE"));
    }

    @Test
    void whatRunsOutBeforeTheGrantIsReturned() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.shown(organization, KIND);
        TestSupervision.set(
                "UPDATE provider_qualification SET dossier = replace(dossier, '" + TODAY.plusYears(1) + "', '"
                        + TODAY.minusDays(1) + "') WHERE id = ?",
                id);

        move("province2", id, "grants")
                .statusCode(422)
                .body("code", is("qualification-dossier-outdated"))
                .body("errors.pointer", contains("/dossier/certificates/0/validUntil"));
        review("hefei", id, "RETURN").statusCode(403).body("code", is("province-only"));
        review("province2", id, "RETURN").statusCode(200).body("status", is("RETURNED"));
        stranger(id).statusCode(404);
        submit(organization, id).statusCode(400).body("errors.pointer", contains("/dossier/certificates/0/validUntil"));
    }

    @Test
    void theKindsOfAProviderFollowWhatIsInForce() {
        TestEnterprise organization = anOrganization();
        String over = TestQualifications.granted(organization, "CLOUD_APPLICATION");
        String provider = seen(organization, TestQualifications.granted(organization, KIND))
                .extract()
                .path("providerId");
        TestSupervision.set(
                "UPDATE provider_qualification SET valid_from = now() - interval '2 seconds', valid_until = now() - interval"
                        + " '1 second' WHERE id = ?",
                over);

        WorkerThread.await(turns.turn());

        given().get("/api/v1/providers/" + provider).then().body("kinds", contains(KIND));
    }

    @Test
    void whoLosesHisCertificationOffersNothing() {
        TestEnterprise organization = anOrganization();
        String provider = seen(organization, TestQualifications.granted(organization, KIND))
                .extract()
                .path("providerId");

        TestSupervision.post("feixi", organization.path() + "/revocations", Map.of("reason", "认证材料不实"))
                .statusCode(200);

        given().queryParam("organizationId", organization.id())
                .queryParam("status", "SUSPENDED")
                .get("/api/v1/providers")
                .then()
                .body("data.id", contains(provider));
    }

    @Test
    void whatWasCarriedOverIsAppliedForAnew() {
        TestEnterprise organization = anOrganization();
        String provider = TestSupervision.asProvider(organization);
        String id = given().queryParam("providerId", provider).get(PATH).path("data[0].id");

        seen(organization, id)
                .body("origin", is("CARRIED_OVER"))
                .body("status", is("QUALIFIED"))
                .body("availableActions", contains("WITHDRAW"));
        renew(organization, id).statusCode(409).body("code", is("qualification-not-renewable"));
    }

    @Test
    void oneOfAKindAndYearIsUnderWay() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.draft(organization::request, KIND);

        begin(organization.request(), KIND, THIS_YEAR, aDossier())
                .statusCode(409)
                .body("code", is("qualification-exists"));
        begin(organization.request(), KIND, THIS_YEAR - 1, aDossier())
                .statusCode(400)
                .body("errors.code", contains("qualification-year-closed"));
        begin(organization.request(), KIND, THIS_YEAR + 2, aDossier()).statusCode(400);
        own(organization, id, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        own(organization, id, "withdrawals").statusCode(409);
        List<Integer> codes = atOnce(
                6,
                () -> begin(organization.request(), KIND, THIS_YEAR, aDossier())
                        .extract()
                        .statusCode());
        assertThat(codes).containsOnlyOnce(201).allMatch(code -> code == 201 || code == 409);
    }

    @Test
    void onlyCertifiedOrganisationsApply() {
        TestEnterprise organization = TestEnterprise.registered("PROVIDER", "340123");

        begin(organization.request(), KIND, THIS_YEAR, aDossier())
                .statusCode(409)
                .body("code", is("qualification-organization-unfit"));
        begin(as("enterprise"), KIND, THIS_YEAR, aDossier()).statusCode(403);
    }

    @Test
    void whoeverIsFrozenMeanwhileIsGrantedNothing() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.shown(organization, KIND);
        TestSupervision.post("hefei", organization.path() + "/freezes", Map.of("reason", "核查"))
                .statusCode(200);

        move("province2", id, "grants").statusCode(409).body("code", is("qualification-organization-unfit"));
        submit(organization, id).statusCode(403).body("code", is("organization-frozen"));
    }

    @Test
    void atOnceItIsGrantedOnce() {
        TestEnterprise organization = anOrganization();
        String one = TestQualifications.shown(organization, KIND);
        String other = TestQualifications.shown(organization, "CLOUD_APPLICATION");

        List<Integer> codes =
                atOnce(6, () -> move("province2", one, "grants").extract().statusCode());
        assertThat(codes).containsOnlyOnce(200);
        assertThat(codes.stream().filter(code -> code != 200)).containsOnly(409);
        move("province2", other, "grants").statusCode(200);
    }

    @Test
    void twoKindsAtOnceMakeOneProvider() {
        TestEnterprise organization = anOrganization();
        List<String> ids = List.of(
                TestQualifications.shown(organization, KIND),
                TestQualifications.shown(organization, "CLOUD_APPLICATION"));

        List<String> providers = ids.stream()
                .map(id -> CompletableFuture.supplyAsync(() -> move("province2", id, "grants")
                        .statusCode(200)
                        .extract()
                        .<String>path("providerId")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .distinct()
                .toList();

        assertThat(providers).hasSize(1);
        given().get("/api/v1/providers/" + providers.get(0)).then().body("kinds", contains("CLOUD_APPLICATION", KIND));
    }

    @Test
    void whoeverIsSanctionedAppliesNoMoreUntilItIsOver() {
        TestEnterprise organization = anOrganization();
        String shown = TestQualifications.shown(organization, KIND);
        String provider = seen(organization, TestQualifications.granted(organization, "CLOUD_APPLICATION"))
                .extract()
                .path("providerId");
        String draft = TestQualifications.complete(organization, "CLOUD_PLATFORM");
        String sanction = TestSupervision.imposed(provider);

        move("province2", shown, "grants")
                .statusCode(409)
                .body("code", is("qualification-barred"))
                .body("detail", containsString(THIS_YEAR + 2 + "-01-01"));
        submit(organization, draft).statusCode(409).body("code", is("qualification-barred"));
        begin(organization.request(), "TELECOM", THIS_YEAR, aDossier())
                .statusCode(409)
                .body("code", is("qualification-barred"));
        // Under another name it is the same organisation.
        organization
                .request()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"nameZh\": \"改名云服务有限公司\"}".getBytes(StandardCharsets.UTF_8))
                .patch(organization.path())
                .then()
                .statusCode(200);
        begin(organization.request(), "TELECOM", THIS_YEAR, aDossier()).statusCode(409);

        // It ended in the middle of this year, so that nothing can be applied for before the next.
        TestSupervision.set(
                "UPDATE sanction SET decided_at = decided_at - interval '3 years', hearing_until = hearing_until - interval"
                        + " '3 years', ends_at = now() - interval '1 second' WHERE id = ?",
                sanction);
        begin(organization.request(), "TELECOM", THIS_YEAR, aDossier())
                .statusCode(409)
                .body("detail", containsString(THIS_YEAR + 1 + "-01-01"));
        // It ended with the year before.
        TestSupervision.set(
                "UPDATE sanction SET ends_at = date_trunc('year', now() AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE"
                        + " 'Asia/Shanghai' WHERE id = ?",
                sanction);
        begin(organization.request(), "TELECOM", THIS_YEAR, aDossier()).statusCode(201);
    }

    @Test
    void aGrantAndASanctionAtOnceLeaveNoProviderThatIsFit() {
        TestEnterprise organization = anOrganization();
        String provider = seen(organization, TestQualifications.granted(organization, "CLOUD_APPLICATION"))
                .extract()
                .path("providerId");
        String shown = TestQualifications.shown(organization, KIND);
        String sanction = TestSupervision.heard(provider);

        CompletableFuture<Integer> granted = CompletableFuture.supplyAsync(
                () -> move("province2", shown, "grants").extract().statusCode());
        CompletableFuture<Integer> imposed = CompletableFuture.supplyAsync(
                () -> TestSupervision.move("province2", TestSupervision.SANCTIONS, sanction, "decisions")
                        .extract()
                        .statusCode());

        assertThat(imposed.join()).isEqualTo(200);
        assertThat(granted.join()).isIn(200, 409);
        given().get("/api/v1/providers/" + provider).then().body("status", is("DISQUALIFIED"));
        if (granted.join() == 200) {
            stranger(shown).body("providerStatus", is("DISQUALIFIED"));
        }
    }

    @Test
    void itIsRevokedByAnotherPersonOrGivenUp() {
        TestEnterprise organization = anOrganization();
        String revoked = TestQualifications.granted(organization, KIND);
        String givenUp = TestQualifications.granted(organization, "CLOUD_APPLICATION");

        move("province2", revoked, "revocations").statusCode(403).body("code", is("four-eyes-required"));
        move("hefei", revoked, "revocations").statusCode(403).body("code", is("province-only"));
        move("province", revoked, "revocations").statusCode(200).body("status", is("REVOKED"));
        own(organization, givenUp, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        stranger(revoked).statusCode(200).body("status", is("REVOKED")).body("decision", nullValue());
        stranger(givenUp).statusCode(200).body("inForce", is(false)).body("providerStatus", is("UNQUALIFIED"));
    }

    @Test
    void whateverIsOpenEndsWithItsYear() {
        TestEnterprise organization = anOrganization();
        String granted = TestQualifications.granted(organization, KIND);
        String shown = TestQualifications.shown(organization, "CLOUD_APPLICATION");
        for (String id : List.of(granted, shown)) {
            TestSupervision.set(
                    "UPDATE provider_qualification SET year = year - 1, valid_from = CASE WHEN valid_from IS NOT NULL THEN"
                            + " valid_from - interval '1 year' END, valid_until = now() WHERE id = ?",
                    id);
        }

        stranger(granted).body("status", is("EXPIRED")).body("inForce", is(false));
        move("province2", shown, "grants").statusCode(409).body("code", is("transition-not-allowed"));
        move("province", granted, "revocations").statusCode(409);
        given().queryParam("organizationId", organization.id())
                .queryParam("status", "EXPIRED")
                .get(PATH)
                .then()
                .body("data.id", hasItems(granted, shown));
        given().queryParam("organizationId", organization.id())
                .queryParam("status", "QUALIFIED")
                .get(PATH)
                .then()
                .body("data", empty());
    }

    @Test
    void theEndIsTheFirstMomentAtWhichItIsOver() {
        ProviderQualification granted = new ProviderQualification(
                UUID.randomUUID(),
                0,
                UUID.randomUUID(),
                "云",
                "340000",
                ProviderKind.TELECOM,
                2020,
                QualificationOrigin.CARRIED_OVER,
                null,
                UUID.randomUUID(),
                "{}",
                QualificationStatus.QUALIFIED,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null,
                QualificationTerm.of(2020).start(),
                QualificationTerm.of(2020).start(),
                QualificationTerm.of(2020).end(),
                QualificationTerm.of(2020).start(),
                QualificationTerm.of(2020).start());

        assertThat(granted.isInForceAt(granted.validFrom().minusNanos(1))).isFalse();
        assertThat(granted.isInForceAt(granted.validFrom())).isTrue();
        assertThat(granted.isInForceAt(granted.validUntil().minusNanos(1))).isTrue();
        assertThat(granted.isInForceAt(granted.validUntil())).isFalse();
        assertThat(granted.statusAt(granted.validUntil())).isEqualTo(QualificationStatus.EXPIRED);
    }

    @Test
    void theListShowsEverybodyWhatIsPublicAndCountsIt() {
        TestEnterprise organization = anOrganization();
        String granted = TestQualifications.granted(organization, KIND);
        String draft = TestQualifications.draft(organization::request, "CLOUD_PLATFORM");

        given().queryParam("organizationId", organization.id())
                .queryParam("kind", KIND)
                .queryParam("year", THIS_YEAR)
                .queryParam("regionCode", "340100")
                .queryParam("q", "测试机械")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.id", contains(granted))
                .body("data.providerStatus", contains("QUALIFIED"));
        given().queryParam("organizationId", organization.id()).get(PATH).then().body("data.id", contains(granted));
        organization.request().get(PATH).then().body("data.id", hasItems(draft, granted));
        as("wuhu")
                .queryParam("organizationId", organization.id())
                .get(PATH)
                .then()
                .body("data.id", contains(granted));
        as("feixi")
                .queryParam("organizationId", organization.id())
                .get(PATH)
                .then()
                .body("data.id", hasItem(draft));
        given().queryParam("year", THIS_YEAR)
                .get("/api/v1/provider-qualification-summary")
                .then()
                .statusCode(200)
                .body("counts.status", hasItem("QUALIFIED"))
                .body("counts.status", not(hasItem("DRAFT")));
        as("hefei").get("/api/v1/provider-qualification-summary").then().body("counts.status", hasItem("DRAFT"));
        given().queryParam("year", 1999)
                .get("/api/v1/provider-qualification-summary")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("query/year"));
    }

    @Test
    void itIsConfirmedForTheNextYear() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.granted(organization, KIND);
        boolean isEarly = TODAY.getMonthValue() < 11;
        if (isEarly) {
            renew(organization, id).statusCode(409).body("code", is("qualification-renewal-early"));
            // As if it were the one of the year before, in whose November it is.
            TestSupervision.set("UPDATE provider_qualification SET year = year - 1 WHERE id = ?", id);
        }
        int next = isEarly ? THIS_YEAR : THIS_YEAR + 1;

        String renewal = renew(organization, id)
                .statusCode(201)
                .body("origin", is("RENEWAL"))
                .body("year", is(next))
                .body("renewsId", is(id))
                .body("dossier.nameZh", is("测试资质云"))
                .extract()
                .path("id");
        seen(organization, id).body("availableActions", contains("WITHDRAW"));
        renew(organization, id).statusCode(409).body("code", is("qualification-exists"));
        renew(anOrganization(), id).statusCode(403).body("code", is("not-yours"));
        patch(organization, renewal, "*", "{\"hotline\": \"400-000-0043\", \"securityStaff\": null}")
                .statusCode(200);
        submit(organization, renewal).statusCode(400).body("errors.pointer", contains("/dossier/securityStaff"));
        patch(organization, renewal, "*", "{\"securityStaff\": 9}").statusCode(200);
        submit(organization, renewal).statusCode(200).body("stage", is("PROVINCE"));
        review("hefei", renewal, "PASS").statusCode(409);
        as("province")
                .get(PATH + "/" + renewal)
                .then()
                .body("availableActions", contains("CONFIRM", "RETURN", "REJECT"));
        String provider = review("province", renewal, "PASS")
                .statusCode(200)
                .body("status", is("QUALIFIED"))
                .body("validUntil", is(next + "-12-31T16:00:00Z"))
                .extract()
                .path("providerId");
        given().get("/api/v1/providers/" + provider)
                .then()
                .body("status", is("QUALIFIED"))
                .body("qualifiedUntil", is(next + "-12-31T16:00:00Z"))
                .body("hotline", is("400-000-0043"));
    }

    @Test
    void whatWasRevokedMeanwhileIsNotConfirmed() {
        TestEnterprise organization = anOrganization();
        String id = ofLastYear(organization);
        String renewal = renew(organization, id).statusCode(201).extract().path("id");
        submit(organization, renewal).statusCode(200);
        move("province", id, "revocations").statusCode(200);

        review("province2", renewal, "PASS").statusCode(409).body("code", is("qualification-not-renewable"));
        review("province2", renewal, "RETURN").statusCode(200);
        submit(organization, renewal).statusCode(409).body("code", is("qualification-not-renewable"));
    }

    @Test
    void whatTheNextYearRestsOnIsNotRevokedBeforeThat() {
        TestEnterprise organization = anOrganization();
        String id = ofLastYear(organization);
        String renewal = confirmed(organization, id);

        as("province").get(PATH + "/" + id).then().body("availableActions", empty());
        move("province", id, "revocations").statusCode(409).body("code", is("qualification-renewed"));
        move("province2", renewal, "revocations").statusCode(200);
        move("province", id, "revocations").statusCode(200);
    }

    @Test
    void ofAConfirmationAndARevocationAtOnceOneHappens() {
        for (int round = 0; round < 3; round++) {
            TestEnterprise organization = anOrganization();
            String id = ofLastYear(organization);
            String renewal = renew(organization, id).statusCode(201).extract().path("id");
            submit(organization, renewal).statusCode(200);

            CompletableFuture<Integer> revoked = CompletableFuture.supplyAsync(
                    () -> move("province", id, "revocations").extract().statusCode());
            int confirmed = review("province2", renewal, "PASS").extract().statusCode();

            assertThat(List.of(revoked.join(), confirmed)).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void whatWasSubmittedInTimeAndReturnedIsSubmittedAgainAfterTheYear() {
        TestEnterprise organization = anOrganization();
        String id = ofLastYear(organization);
        String renewal = renew(organization, id).statusCode(201).extract().path("id");
        submit(organization, renewal).statusCode(200);
        TestSupervision.set("UPDATE provider_qualification SET valid_until = now() WHERE id = ?", id);
        review("province", renewal, "RETURN").statusCode(200);

        seen(organization, renewal).body("availableActions", hasItem("SUBMIT"));
        submit(organization, renewal).statusCode(200);
        review("province2", renewal, "PASS").statusCode(200).body("status", is("QUALIFIED"));
    }

    @Test
    void whatIsConfirmedAgainAndAgainNeedsItsDocumentsOnce() {
        TestEnterprise organization = anOrganization();
        String first = ofLastYear(organization);
        String second = confirmed(organization, first);
        TestSupervision.set("UPDATE provider_qualification SET year = " + (THIS_YEAR - 2) + " WHERE id = ?", first);
        TestSupervision.set("UPDATE provider_qualification SET year = " + (THIS_YEAR - 1) + " WHERE id = ?", second);

        String third = renew(organization, second).statusCode(201).extract().path("id");

        submit(organization, third).statusCode(200);
    }

    @Test
    void providersAreRemindedOfWhatExpiresOnceEach() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.shown(organization, KIND);
        TestSupervision.set(
                "UPDATE provider_qualification SET dossier = replace(dossier, '" + TODAY.plusYears(1) + "', '"
                        + TODAY.plusDays(20) + "') WHERE id = ?",
                id);
        move("province2", id, "grants").statusCode(200);

        for (int round = 0; round < 2; round++) {
            WorkerThread.await(reminders.remind());
        }
        Background.settle();

        organization
                .request()
                .queryParam("subject", PATH + "/" + id)
                .queryParam("type", "cn.dengyun.provider.qualification.certificate-due")
                .get("/api/v1/events")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].data.certificate", is("0162018ISMS0042"));
        Instant due =
                TODAY.plusDays(21).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant();
        assertThat(WorkerThread.await(
                        reminders.nextAfter(due.minus(Duration.ofDays(7)).minusSeconds(1))))
                .hasValueSatisfying(next -> assertThat(next).isBeforeOrEqualTo(due.minus(Duration.ofDays(7))));
    }

    @Test
    void documentsAreOfTheApplicantAndItsReviewers() {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.granted(organization, KIND);

        organization
                .request()
                .get(PATH + "/" + id + "/documents")
                .then()
                .statusCode(200)
                .body("data", hasSize(4));
        as("hefei").get(PATH + "/" + id + "/documents").then().statusCode(200);
        as("wuhu").get(PATH + "/" + id + "/documents").then().statusCode(404);
        as("platform").get(PATH + "/" + id + "/documents").then().statusCode(404);
        post(
                        organization.request(),
                        PATH + "/" + id + "/documents",
                        TestDocuments.of(TestQualifications.aFile(organization.request()), "OTHER", "RECORD"))
                .statusCode(409)
                .body("code", is("document-record-closed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feixi", "hefei", "province"})
    void whoeverIsTheApplicantsContactReviewsNothing(String account) {
        TestEnterprise organization = anOrganization();
        String id = TestQualifications.submitted(organization, KIND);
        String phone = "138" + String.format("%08d", Math.abs(account.hashCode() % 100_000_000));
        TestSupervision.set(
                "UPDATE organization SET contact_phone = '+86 " + phone + "' WHERE id = ?", organization.id());
        TestSupervision.set(
                "UPDATE account SET mobile = '" + phone + "' WHERE username = '" + account
                        + "' AND ?::uuid IS NOT NULL",
                organization.id());
        try {
            review(account, id, "PASS").statusCode(403).body("code", is("review-own-side"));
        } finally {
            TestSupervision.set(
                    "UPDATE account SET mobile = NULL WHERE username = '" + account + "' AND ?::uuid IS NOT NULL",
                    organization.id());
        }
    }

    @Test
    void theDemosProvidersHaveOneThatWasCarriedOver() {
        given().queryParam("providerId", DemoProviders.PLATFORM)
                .get(PATH)
                .then()
                .body("data.status", hasItem("QUALIFIED"));
        assertThat(TestProvider.aProvider().id()).isNotNull();
    }

    /** A granted one, as if it were that of the year before, whose end is still to come. */
    private static String ofLastYear(TestEnterprise organization) {
        String id = TestQualifications.granted(organization, KIND);
        TestSupervision.set("UPDATE provider_qualification SET year = " + (THIS_YEAR - 1) + " WHERE id = ?", id);
        return id;
    }

    /** The next year of one. */
    private static String confirmed(TestEnterprise organization, String id) {
        String renewal = renew(organization, id).statusCode(201).extract().path("id");
        submit(organization, renewal).statusCode(200);
        review("province", renewal, "PASS").statusCode(200);
        return renewal;
    }

    private static ValidatableResponse renew(TestEnterprise organization, String id) {
        return TestQualifications.act(organization.request(), id, "renewals");
    }

    private static ValidatableResponse submit(TestEnterprise organization, String id) {
        return TestQualifications.act(organization.request(), id, "submissions");
    }

    private static ValidatableResponse seen(TestEnterprise organization, String id) {
        return organization.request().get(PATH + "/" + id).then().statusCode(200);
    }

    private static ValidatableResponse stranger(String id) {
        return given().get(PATH + "/" + id).then();
    }

    private static ValidatableResponse decide(String account, String id, String decision) {
        return TestSupervision.post(
                account, OBJECTIONS + "/" + id + "/decisions", Map.of("decision", decision, "reason", "经核查"));
    }

    private static ValidatableResponse patch(TestEnterprise organization, String id, String tag, String patch) {
        var request = organization.request().contentType("application/merge-patch+json");
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return request.body(patch.getBytes(StandardCharsets.UTF_8))
                .patch(PATH + "/" + id)
                .then();
    }

    private static <T> List<T> atOnce(int times, Supplier<T> call) {
        List<CompletableFuture<T>> calls = IntStream.range(0, times)
                .mapToObj(each -> CompletableFuture.supplyAsync(call))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
