package cn.dengyun.events.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.job.Background;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.platform.outbox.DomainEvent;
import cn.dengyun.platform.outbox.Outbox;
import cn.dengyun.shared.Ids;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NotificationResourceTest {

    private static final String PATH = "/api/v1/notifications";
    private static final String PREFERENCES = "/api/v1/me/notification-preferences";
    private static final UUID ENTERPRISE = demo(0x103);
    private static final UUID ENTERPRISE2 = demo(0x104);
    private static final UUID PLATFORM = demo(0x101);
    private static final UUID ENTERPRISE_ACCOUNT = demo(0x209);

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @AfterEach
    void nothingIsChosen() {
        run("DELETE FROM notification_preference WHERE account_id = $1", ENTERPRISE_ACCOUNT);
        run("UPDATE account SET email = NULL WHERE id = $1", ENTERPRISE_ACCOUNT);
    }

    @Test
    void thePeopleOfAnOrganisationAreToldOfIt() {
        String subject = happened("identity.organization.frozen", ENTERPRISE, Map.of());

        Map<String, Object> told = wasTold("enterprise", subject);

        assertThat(told)
                .containsEntry("kind", "ORGANIZATION")
                .containsEntry("occasion", "ORGANIZATION_FROZEN")
                .containsEntry("title", "单位已被冻结")
                .containsEntry("readAt", null);
        for (String username : List.of("enterprise2", "platform", "hefei", "auditor", "sysadmin")) {
            assertThat(told(username, subject)).as(username).isNull();
        }
        SignedIn.as("enterprise")
                .header("Accept-Language", "en")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.find { it.subject == '" + subject + "' }.title", is("Organisation frozen"));
    }

    @Test
    void theAuthoritiesThatDecideAreToldOfAnApplication() {
        String subject = happened("identity.certification.submitted", ENTERPRISE, Map.of());
        String underTheProvince = happened("identity.certification.submitted", ENTERPRISE2, Map.of());

        wasTold("feixi", subject);
        wasTold("hefei", subject);
        wasTold("province", underTheProvince);
        for (String username : List.of("wuhu", "province", "enterprise", "finance")) {
            assertThat(told(username, subject)).as(username).isNull();
        }
        assertThat(told("hefei", underTheProvince)).isNull();
    }

    @Test
    void bothSidesAreToldOfADelegation() {
        String subject = happened("identity.delegation.granted", ENTERPRISE, PLATFORM, Map.of());

        wasTold("enterprise", subject);
        wasTold("platform", subject);
        for (String username : List.of("enterprise2", "application", "hefei", "province", "auditor")) {
            assertThat(told(username, subject)).as(username).isNull();
        }
        assertThat(count(
                        "SELECT count(*) FROM notification WHERE subject = $1 AND account_id = $2",
                        subject,
                        ENTERPRISE_ACCOUNT))
                .isOne();
    }

    @Test
    void theOtherSideIsNotToldOfWhatIsTheBusinessOfOneAlone() {
        String subject = happened("identity.organization.changed", ENTERPRISE, PLATFORM, Map.of());

        wasTold("enterprise", subject);
        assertThat(told("platform", subject)).isNull();
    }

    @Test
    void whatConcernsAnAccountIsToldToItAlone() {
        String subject = happened(
                "identity.session.refresh-token-reused",
                ENTERPRISE,
                Map.of("accountId", ENTERPRISE_ACCOUNT.toString()));

        assertThat(wasTold("enterprise", subject)).containsEntry("kind", "SECURITY");
        assertThat(told("enterprise2", subject)).isNull();
    }

    @Test
    void ofACatalogueOnlyASuspensionIsNews() {
        String edit = happened("catalogue.offerings.changed", PLATFORM, Map.of("updated", 1));
        String suspension =
                happened("catalogue.offering.suspended", PLATFORM, Map.of("name", "弹性云服务器", "reason", "证书过期"));

        assertThat(wasTold("platform", suspension)).containsEntry("occasion", "OFFERING_SUSPENDED");
        assertThat(told("platform", edit)).isNull();
    }

    @Test
    void nobodyIsToldTwiceWhenTheWorkIsDoneOnceMore() {
        String subject = happened("identity.organization.changed", ENTERPRISE, Map.of());
        wasTold("enterprise", subject);

        run("UPDATE notification_progress SET position = greatest(0, position - 50) WHERE id = $1", 1);
        String next = happened("identity.organization.changed", ENTERPRISE, Map.of());
        wasTold("enterprise", next);

        assertThat(count(
                        "SELECT count(*) FROM notification WHERE subject = $1 AND account_id = $2",
                        subject,
                        ENTERPRISE_ACCOUNT))
                .isOne();
    }

    @Test
    void whatWasReadIsNoLongerNew() {
        String older = happened("identity.organization.changed", ENTERPRISE, Map.of());
        wasTold("enterprise", older);
        String newer = happened("identity.organization.changed", ENTERPRISE, Map.of());
        String id = (String) wasTold("enterprise", newer).get("id");

        SignedIn.as("enterprise").post(PATH + "/" + id + "/readings").then().statusCode(204);
        SignedIn.as("enterprise").post(PATH + "/" + id + "/readings").then().statusCode(204);
        assertThat(told("enterprise", newer)).extractingByKey("readAt").isNotNull();
        assertThat(told("enterprise", older)).extractingByKey("readAt").isNull();

        SignedIn.as("enterprise")
                .contentType("application/json")
                .body(Map.of("upTo", id))
                .post(PATH + "/readings")
                .then()
                .statusCode(204);
        assertThat(told("enterprise", older)).extractingByKey("readAt").isNotNull();
        SignedIn.as("enterprise")
                .queryParam("unread", true)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.findAll { it.subject == '" + older + "' }.size()", is(0));
    }

    @Test
    void theNotificationOfAnotherIsNotThere() {
        String subject = happened("identity.organization.changed", ENTERPRISE, Map.of());
        String id = (String) wasTold("enterprise", subject).get("id");

        for (String other : List.of(id, UUID.randomUUID().toString())) {
            SignedIn.as("enterprise2")
                    .post(PATH + "/" + other + "/readings")
                    .then()
                    .statusCode(404)
                    .body("code", is("notification-not-found"));
        }
        SignedIn.as("enterprise2")
                .contentType("application/json")
                .body(Map.of("upTo", "ffffffff-ffff-ffff-ffff-ffffffffffff"))
                .post(PATH + "/readings")
                .then()
                .statusCode(204);
        assertThat(told("enterprise", subject)).extractingByKey("readAt").isNull();
    }

    @Test
    void systemsHaveNoneToMarkAsRead() {
        SignedIn.asPlatformClient()
                .contentType("application/json")
                .body(Map.of("upTo", UUID.randomUUID().toString()))
                .post(PATH + "/readings")
                .then()
                .statusCode(403)
                .body("code", is("api-client-not-accepted"));
    }

    @Test
    void pagesFollowEachOther() {
        String first = happened("identity.organization.changed", ENTERPRISE, Map.of());
        wasTold("enterprise", first);
        String second = happened("identity.organization.changed", ENTERPRISE, Map.of());
        wasTold("enterprise", second);
        String token = SignedIn.tokenOf("enterprise");

        JsonPath page = pageOfOne(token, null);
        assertThat(page.getBoolean("page.hasMore")).isTrue();
        List<String> subjects = new ArrayList<>(page.getList("data.subject"));
        // What others have done meanwhile may come before the two.
        for (JsonPath next = page; subjects.size() < 50 && !subjects.contains(first); ) {
            next = pageOfOne(token, next.getString("page.nextCursor"));
            subjects.addAll(next.getList("data.subject"));
        }

        assertThat(subjects).endsWith(second, first).doesNotHaveDuplicates();
        SignedIn.as("enterprise2")
                .queryParam("cursor", page.getString("page.nextCursor"))
                .get(PATH)
                .then()
                .statusCode(400)
                .body("code", is("cursor-invalid"));
    }

    @Test
    void mailIsSentInTheLanguageThatWasChosen() {
        String address = "zhang-" + UUID.randomUUID() + "@example.cn";
        run("UPDATE account SET email = $2 WHERE id = $1", ENTERPRISE_ACCOUNT, address);
        choose(Map.of("language", "EN", "kinds", List.of())).statusCode(200);

        String subject = happened("identity.certification.certified", ENTERPRISE, Map.of());
        wasTold("enterprise", subject);
        assertThat(count("SELECT count(*) FROM mail WHERE recipient = $1", address))
                .isOne();

        String security = happened(
                "identity.account.password-changed", ENTERPRISE, Map.of("accountId", ENTERPRISE_ACCOUNT.toString()));
        wasTold("enterprise", security);
        assertThat(count("SELECT count(*) FROM mail WHERE recipient = $1", address))
                .as("mail about an account is sent by whoever guards the accounts")
                .isOne();
    }

    @Test
    void whatWasSwitchedOffIsNeitherShownNorMailed() {
        String address = "li-" + UUID.randomUUID() + "@example.cn";
        run("UPDATE account SET email = $2 WHERE id = $1", ENTERPRISE_ACCOUNT, address);
        choose(Map.of(
                        "language",
                        "ZH",
                        "kinds",
                        List.of(Map.of("kind", "ORGANIZATION", "inApp", false, "email", false))))
                .statusCode(200);

        String off = happened("identity.organization.changed", ENTERPRISE, Map.of());
        String on = happened("identity.certification.returned", ENTERPRISE, Map.of());
        wasTold("enterprise", on);

        assertThat(told("enterprise", off)).isNull();
        assertThat(count("SELECT count(*) FROM mail WHERE recipient = $1", address))
                .isOne();
    }

    @Test
    void everythingIsToldUntilSomethingElseIsChosen() {
        SignedIn.as("enterprise")
                .get(PREFERENCES)
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("language", is("ZH"))
                .body("kinds.inApp", everyItem(is(true)))
                .body("kinds.email", everyItem(is(true)));
    }

    @Test
    void theSafetyOfTheAccountIsAlwaysTold() {
        choose(Map.of(
                        "language",
                        "ZH",
                        "kinds",
                        List.of(
                                Map.of("kind", "SECURITY", "inApp", true, "email", false),
                                Map.of("kind", "ACCESS", "inApp", true, "email", true),
                                Map.of("kind", "ACCESS", "inApp", true, "email", true))))
                .statusCode(400)
                .body("errors.code", contains("notification-security-fixed", "notification-kind-repeated"))
                .body("errors.pointer", contains("/kinds/0", "/kinds/2/kind"));
    }

    @Test
    void twoChoicesAtOnceDoNotOverwriteEachOther() {
        Map<String, Object> wanted = Map.of("language", "ZH", "kinds", List.of());
        choose(wanted).statusCode(200).header("ETag", "\"1\"");
        SignedIn.as("enterprise")
                .header("If-Match", "\"0\"")
                .contentType("application/json")
                .body(wanted)
                .put(PREFERENCES)
                .then()
                .statusCode(412);
        SignedIn.as("enterprise")
                .contentType("application/json")
                .body(wanted)
                .put(PREFERENCES)
                .then()
                .statusCode(428);
    }

    @Test
    void notificationsAreForPeople() {
        given().get(PATH).then().statusCode(401);
        given().get(PREFERENCES).then().statusCode(401);
        SignedIn.asPlatformClient().get(PATH).then().statusCode(403);
        SignedIn.asPlatformClient().get(PREFERENCES).then().statusCode(403);
    }

    private static JsonPath pageOfOne(String token, String cursor) {
        var request = given().auth().oauth2(token).queryParam("limit", 1);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get(PATH).then().statusCode(200).extract().jsonPath();
    }

    private static io.restassured.response.ValidatableResponse choose(Map<String, Object> wanted) {
        String token = SignedIn.tokenOf("enterprise");
        String tag = given().auth().oauth2(token).get(PREFERENCES).header("ETag");
        return given().auth()
                .oauth2(token)
                .header("If-Match", tag)
                .contentType("application/json")
                .body(wanted)
                .put(PREFERENCES)
                .then();
    }

    /** Something that becomes true now; its subject, which is like no other. */
    private String happened(String type, UUID organization, Map<String, Object> data) {
        return happened(type, organization, null, data);
    }

    private String happened(String type, UUID organization, UUID counterpart, Map<String, Object> data) {
        UUID id = Ids.next();
        String subject = "/api/v1/tests/" + id;
        DomainEvent event = new DomainEvent(
                        id,
                        "cn.dengyun." + type,
                        subject,
                        organization,
                        false,
                        io.vertx.core.json.Json.encode(new HashMap<>(data)),
                        Instant.now())
                .alsoTo(counterpart);
        WorkerThread.await(pool.withTransaction(connection -> outbox.write(connection, event)));
        return subject;
    }

    private Map<String, Object> wasTold(String username, String subject) {
        String token = SignedIn.tokenOf(username);
        Background.settle();
        Map<String, Object> found = find(token, subject);
        assertThat(found).isNotNull();
        return found;
    }

    private Map<String, Object> told(String username, String subject) {
        return find(SignedIn.tokenOf(username), subject);
    }

    private static Map<String, Object> find(String token, String subject) {
        List<Map<String, Object>> found = given().auth()
                .oauth2(token)
                .queryParam("limit", 200)
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data");
        return found.stream()
                .filter(each -> each.get("subject").equals(subject))
                .findFirst()
                .orElse(null);
    }

    private void run(String sql, Object... parameters) {
        WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)));
    }

    private long count(String sql, Object... parameters) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(parameters)))
                .iterator()
                .next()
                .getLong(0);
    }

    private static UUID demo(long number) {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
