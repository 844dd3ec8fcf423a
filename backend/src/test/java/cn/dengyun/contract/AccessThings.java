package cn.dengyun.contract;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.voucher.FenOffering;
import cn.dengyun.voucher.TestVouchers;
import cn.dengyun.voucher.status.TestVoucher;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the things that paths name, for whichever owner, and names of things that do not exist. */
final class AccessThings {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^/]+}");

    private final Map<String, Function<AccessOwner, String>> makers = new HashMap<>();
    private final Map<String, String> absent = new HashMap<>();
    private final Map<String, String> made = new HashMap<>();
    private final AccessTokens tokens;

    AccessThings(AccessTokens tokens) {
        this.tokens = tokens;
        add("/api/v1/organizations/{}", AccessOwner::organizationId);
        add("/api/v1/providers/{}", AccessThings::provider);
        add("/api/v1/api-clients/{}", this::apiClient);
        add("/api/v1/catalogue-pushes/{}", this::push);
        add("/api/v1/offerings/{}", owner -> offering(owner).path("id"));
        add("/api/v1/certifications/{}", this::certification);
        add("/api/v1/voucher-applications/{}", this::voucherApplication);
        add("/api/v1/public-notices/{}", owner -> publicNotice().get(0));
        add("/api/v1/notice-objections/{}", owner -> objection());
        add("/api/v1/delegations/{}", this::delegation);
        add("/api/v1/webhook-endpoints/{}", this::webhookEndpoint);
        add("/api/v1/webhook-deliveries/{}", this::webhookDelivery);
        add("/api/v1/voucher-statuses/{}", owner -> TestVoucher.issued().code());
        add("/api/v1/attachments/{}", this::attachment);
        add("/api/v1/organizations/{}/members/{}", AccessThings::account);
        add("/api/v1/invitations/{}", AccessThings::invitation);
        add("/api/v1/role-grants/{}", owner -> roleGrant());
        add("/api/v1/accounts/{}", AccessThings::accountWithSecondFactor);
        add("/api/v1/password-resets/{}", owner -> UUID.randomUUID().toString());
        add("/api/v1/me/sessions/{}", owner -> SignedIn.session(owner.account()).path("id"));
        add("/api/v1/notifications/{}", this::notification);
        add("/api/v1/audit-erasures/{}", owner -> erasure());
        add("/api/v1/audit-verifications/{}", owner -> verification());
        add("/api/v1/providers/{}/offerings/{}", owner -> offering(owner).path("externalId"), "absent-key");
        add("/api/v1/offerings/{}/versions/{}", owner -> "1", "999");
        add("/api/v1/programmes/{}", owner -> DemoProgramme.ID.toString());
        add("/api/v1/programmes/{}/rule-versions/{}", owner -> "1", "999");
        add("/api/v1/programmes/{}/simulations/{}", owner -> simulation());
        add("/api/v1/budget-movements/{}", owner -> budgetMovement());
        add("/api/v1/code-lists/{}", owner -> "enterprise-sizes", "absent-list");
        add("/api/v1/holiday-arrangements/{}", owner -> holidayArrangement(), "2099");
        add("/api/v1/vouchers/{}", owner -> voucher());
        add("/api/v1/reservations/{}", owner -> reservation());
        add("/api/v1/redemptions/{}", owner -> redemption());
        add("/api/v1/regions/{}", owner -> "340100", "999999");
        AccessThing.all().forEach(thing -> add(thing.family().path(), thing::make));
    }

    private void add(String path, Function<AccessOwner, String> maker) {
        add(path, maker, UUID.randomUUID().toString());
    }

    private void add(String path, Function<AccessOwner, String> maker, String nobodys) {
        makers.put(path, maker);
        absent.put(path, nobodys);
    }

    /** The template with things of the owner in the place of its parameters. */
    String existing(String template, AccessOwner owner) {
        return filled(template, key -> made(key, owner));
    }

    private String made(String key, AccessOwner owner) {
        return made.computeIfAbsent(key + " " + owner, any -> makers.get(key).apply(owner));
    }

    /** What was made may be gone after a request. */
    void forget() {
        made.clear();
    }

    /** What the path of the template names may be gone after a request. */
    void forget(String template) {
        keys(template).forEach(key -> made.keySet().removeIf(thing -> thing.startsWith(key + " ")));
    }

    /** The template with a thing that does not exist in the place of the one that others are not told of. */
    String absent(String template, AccessOwner owner) {
        Map<String, AccessFamily> families = AccessFamily.byPath();
        List<String> keys = keys(template);
        String secret = keys.stream()
                .filter(key -> families.get(key).secrecy() != AccessFamily.Secrecy.KNOWN)
                .findFirst()
                .orElse(keys.get(keys.size() - 1));
        return filled(template, key -> key.equals(secret) ? absent.get(key) : made(key, owner));
    }

    private static List<String> keys(String template) {
        Matcher parameter = PARAMETER.matcher(template);
        List<String> keys = new ArrayList<>();
        while (parameter.find()) {
            keys.add(PARAMETER.matcher(template.substring(0, parameter.end())).replaceAll("{}"));
        }
        return keys;
    }

    private String filled(String template, Function<String, String> value) {
        StringBuilder path = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(template);
        int from = 0;
        while (parameter.find()) {
            String key =
                    PARAMETER.matcher(template.substring(0, parameter.end())).replaceAll("{}");
            if (!makers.containsKey(key)) {
                throw new AssertionError("The access matrix cannot be tried on " + template
                        + ": let a bean of AccessThing say who" + " owns what " + key + " names, and make one.");
            }
            path.append(template, from, parameter.start()).append(value.apply(key));
            from = parameter.end();
        }
        return path.append(template.substring(from)).toString();
    }

    private static String holidayArrangement() {
        SignedIn.as("sysadmin")
                .header("Idempotency-Key", "access-holidays")
                .contentType("application/json")
                .body(Map.of("year", 2031, "daysOff", List.of("2031-01-01"), "makeUpDays", List.of(), "document", "测试"))
                .post("/api/v1/holiday-arrangements")
                .then()
                .statusCode(201);
        return "2031";
    }

    private static String account(AccessOwner owner) {
        return SignedIn.as(owner.account()).get("/api/v1/me").path("id");
    }

    /** One that is about to be enrolled is enough to be removed, and asked for by nobody. */
    private static String accountWithSecondFactor(AccessOwner owner) {
        SignedIn.as(owner.account())
                .contentType("application/json")
                .body(Map.of("password", SignedIn.PASSWORD))
                .post("/api/v1/me/second-factor")
                .then()
                .statusCode(200);
        return account(owner);
    }

    private static String invitation(AccessOwner owner) {
        return SignedIn.as(owner.account())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("email", "matrix-" + UUID.randomUUID() + "@example.cn", "organizationRole", "HANDLER"))
                .post("/api/v1/organizations/" + owner.organizationId() + "/members")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Of somebody of Hefei's authority, whom another administrator than the one of the matrix wants there. */
    private String roleGrant() {
        return as("sysadmin2")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of(
                        "email",
                        "matrix-" + UUID.randomUUID() + "@example.cn",
                        "organizationRole",
                        "HANDLER",
                        "roles",
                        List.of("AUTHORITY")))
                .post("/api/v1/organizations/" + DemoAccounts.id(0x108) + "/members")
                .then()
                .statusCode(201)
                .extract()
                .path("roleGrantId");
    }

    private static String provider(AccessOwner owner) {
        return RestAssured.given()
                .queryParam("organizationId", owner.organizationId())
                .get("/api/v1/providers")
                .path("data[0].id");
    }

    /** That of the demo, which is in force. */
    private String certification(AccessOwner owner) {
        return as("auditor")
                .queryParam("organizationId", owner.organizationId())
                .get("/api/v1/certifications")
                .path("data[0].id");
    }

    /** To the platform provider, which is therefore no stranger to it. */
    private String delegation(AccessOwner owner) {
        return as(owner.account())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of(
                        "agentOrganizationId", AccessOwner.PLATFORM.organizationId(),
                        "scopes", List.of("organization:read"),
                        "validFrom", Instant.now().toString(),
                        "validUntil", Instant.now().plus(Duration.ofDays(1)).toString()))
                .post("/api/v1/delegations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /**
     * Takes away the endpoints where nobody listens: what later tests cause would be delivered to them again and again,
     * until that is most of what the platform does.
     */
    void removeEndpoints() {
        String endpoints = "/api/v1/webhook-endpoints";
        for (AccessOwner owner : AccessOwner.values()) {
            List<String> ids = as(owner.account())
                    .get(endpoints)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.id");
            ids.forEach(id -> as(owner.account())
                    .header("If-Match", "*")
                    .delete(endpoints + "/" + id)
                    .then()
                    .statusCode(204));
        }
    }

    /** At an address where nobody listens, and told of little. */
    private String webhookEndpoint(AccessOwner owner) {
        return as(owner.account())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("url", "http://127.0.0.1:9/matrix", "types", List.of("cn.dengyun.events.webhook.")))
                .post("/api/v1/webhook-endpoints")
                .then()
                .statusCode(201)
                .extract()
                .path("endpoint.id");
    }

    private String webhookDelivery(AccessOwner owner) {
        return as(owner.account())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/webhook-endpoints/" + webhookEndpoint(owner) + "/tests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String apiClient(AccessOwner owner) {
        return as("sysadmin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("name", "矩阵", "scopes", List.of("catalogue:read")))
                .post("/api/v1/organizations/" + owner.organizationId() + "/api-clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client.id");
    }

    private String push(AccessOwner owner) {
        return client(owner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/x-ndjson")
                .body("{}\n".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/providers/" + provider(owner) + "/catalogue-pushes?validateOnly=true")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Asked for, and decided by nobody. */
    private String budgetMovement() {
        return as("finance")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("amountFen", 1, "document", "矩阵", "reason", "矩阵"))
                .post("/api/v1/programmes/" + DemoProgramme.ID + "/appropriations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Of an enterprise that is made up; it changes nothing of a programme that is open. */
    private String simulation() {
        return as("finance")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("population", Map.of("source", "GENERATED", "count", 1)))
                .post("/api/v1/programmes/" + DemoProgramme.ID + "/simulations")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Submitted, so that its authorities know of it; for little, so that the annual cap is far. */
    private String voucherApplication(AccessOwner owner) {
        String id = post(
                        owner.account(),
                        "/api/v1/voucher-applications",
                        Map.of(
                                "programmeId",
                                DemoProgramme.ID.toString(),
                                "otherFiscalMoney",
                                false,
                                "lines",
                                List.of(Map.of(
                                        "description",
                                        "矩阵",
                                        "layer",
                                        "SAAS",
                                        "inclTaxFen",
                                        17_000,
                                        "exTaxFen",
                                        17_000))))
                .path("id");
        as(owner.account())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/voucher-applications/" + id + "/submissions")
                .then()
                .statusCode(200);
        return id;
    }

    /** A notice and an application in it. */
    private List<String> publicNotice() {
        String id = voucherApplication(AccessOwner.ENTERPRISE);
        Map<String, Object> review = Map.of(
                "decision",
                "PASS",
                "reason",
                "矩阵",
                "facts",
                Map.of("registeredOn", "2012-03-01", "violations", List.of()));
        String status = null;
        for (String reviewer : List.of("feixi", "hefei", "province")) {
            if (!"APPROVED".equals(status)) {
                status = post(reviewer, "/api/v1/voucher-applications/" + id + "/reviews", review)
                        .path("status");
            }
        }
        String notice = post(
                        "province",
                        "/api/v1/public-notices",
                        Map.of("programmeId", DemoProgramme.ID.toString(), "title", "矩阵", "reason", "矩阵"))
                .path("id");
        return List.of(notice, id);
    }

    private String objection() {
        List<String> notice = publicNotice();
        return post(
                        "auditor",
                        "/api/v1/public-notices/" + notice.get(0) + "/objections",
                        Map.of("applicationId", notice.get(1), "statement", "矩阵"))
                .path("id");
    }

    private Response post(String account, String path, Map<String, ?> body) {
        Response made = as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
        if (made.statusCode() >= 300) {
            throw new AssertionError(path + " was answered " + made.statusCode() + " " + made.asString());
        }
        return made;
    }

    /** A draft: a published one would be everybody's to see. */
    private Response offering(AccessOwner owner) {
        String key = "matrix-" + owner.name().toLowerCase(java.util.Locale.ROOT);
        return client(owner)
                .contentType("application/json")
                .body("{\"kind\": \"SAAS\", \"name\": \"矩阵草稿\", \"draft\": true}")
                .put("/api/v1/providers/" + provider(owner) + "/offerings/" + key)
                .then()
                .extract()
                .response();
    }

    /** No record has taken it yet. */
    private String attachment(AccessOwner owner) {
        return as(owner.account())
                .multiPart("purpose", "OTHER")
                .multiPart("file", "matrix.txt", "矩阵".getBytes(StandardCharsets.UTF_8), "text/plain")
                .post("/api/v1/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The people of an organisation are told when its record changes, a moment later. */
    private String notification(AccessOwner owner) {
        if (newest(owner) == null) {
            change(owner);
        }
        Background.settle();
        return Objects.requireNonNull(newest(owner), () -> owner + " was told of no change");
    }

    private String newest(AccessOwner owner) {
        return as(owner.account()).get("/api/v1/notifications?limit=1").path("data[0].id");
    }

    private void change(AccessOwner owner) {
        String path = "/api/v1/organizations/" + owner.organizationId();
        as(owner.account())
                .header("If-Match", as(owner.account()).get(path).header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"contactName\": \"矩阵" + UUID.randomUUID() + "\"}")
                .patch(path)
                .then()
                .statusCode(200);
    }

    /** Of the enterprise, whose authority is Hefei's. */
    private static String voucher() {
        TestVouchers vouchers = CDI.current().select(TestVouchers.class).get();
        return vouchers.aVoucher(vouchers.aProgramme(TestVouchers.FACE)).id().toString();
    }

    /** With the platform provider, which is therefore no stranger to it. */
    private String reservation() {
        return as("enterprise")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(FenOffering.order(100, 10))
                .post("/api/v1/vouchers/" + voucher() + "/reservations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String redemption() {
        return as("platform")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of())
                .post("/api/v1/reservations/" + reservation() + "/captures")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String verification() {
        return as("auditor")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/api/v1/audit-verifications")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** Of what was done to nothing. */
    private String erasure() {
        String nothing = "/api/v1/offerings/" + UUID.randomUUID();
        return as("sysadmin")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("subject", nothing, "reason", "本人申请"))
                .post("/api/v1/audit-erasures")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification as(String account) {
        return RestAssured.given().auth().oauth2(tokens.ofAccount(account));
    }

    private RequestSpecification client(AccessOwner owner) {
        return RestAssured.given().auth().oauth2(tokens.ofClient(owner.account()));
    }
}
