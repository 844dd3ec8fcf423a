package cn.dengyun.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.provider.domain.ProviderStanding;
import cn.dengyun.provider.domain.ProviderStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How a provider stands follows from what was decided and from the clock, whoever asks. */
@QuarkusTest
class ProviderStandingTest {

    private static final int CASES = 20_000;
    private static final Instant BASE = Instant.parse("2018-12-31T15:59:00Z");

    @Inject
    DataSource database;

    @Inject
    UnfitProviders unfit;

    @Inject
    ProviderCache cache;

    /** One case: what is on record, and the moment of the question. */
    private record Asked(ProviderStanding standing, Instant moment) {}

    @Test
    void javaAndTheDatabaseSayTheSame() throws SQLException {
        Random random = new Random(48);
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            asked.add(new Asked(
                    new ProviderStanding(
                            random.nextInt(4) == 0,
                            random.nextInt(4) == 0,
                            moment(random),
                            moment(random),
                            moment(random),
                            moment(random)),
                    BASE.plusSeconds(random.nextInt(5))));
        }

        List<String> found = statuses(asked);

        assertThat(found)
                .isEqualTo(asked.stream()
                        .map(each -> each.standing().statusAt(each.moment()).name())
                        .toList())
                .contains("QUALIFIED", "UNQUALIFIED", "SUSPENDED", "DISQUALIFIED");
    }

    @Test
    void theEndIsTheFirstMomentAtWhichItIsFitAgain() {
        ProviderStanding standing = standing(false, BASE, BASE.plusSeconds(60));

        assertThat(standing.statusAt(BASE.minusSeconds(1))).isEqualTo(ProviderStatus.DISQUALIFIED);
        assertThat(standing.statusAt(BASE.plusSeconds(60).minusNanos(1000))).isEqualTo(ProviderStatus.DISQUALIFIED);
        assertThat(standing.statusAt(BASE.plusSeconds(60))).isEqualTo(ProviderStatus.QUALIFIED);
        assertThat(standing.fitAgainAfter(BASE)).isEqualTo(BASE.plusSeconds(60));
        assertThat(standing.fitAgainAfter(BASE.plusSeconds(60))).isNull();
        assertThat(standing(false, BASE.plusSeconds(90), BASE.plusSeconds(60)).fitAgainAfter(BASE))
                .isEqualTo(BASE.plusSeconds(90));
        assertThat(standing(true, null, BASE.plusSeconds(60)).fitAgainAfter(BASE))
                .isNull();
    }

    @Test
    void aListShowsByAStatusWhatItsRowsSay() throws SQLException {
        UUID provider = UUID.fromString(TestProvider.aProvider().id());
        Map<String, String> stands = Map.of(
                "suspended_until = now() + interval '1 day'", "SUSPENDED",
                "suspended_until = now() - interval '1 second'", "QUALIFIED",
                "disqualified_until = now() + interval '400 days'", "DISQUALIFIED",
                "disqualified_until = now() - interval '1 second'", "QUALIFIED",
                "qualified_until = now() - interval '1 second'", "UNQUALIFIED",
                "qualified_from = now() + interval '1 hour'", "UNQUALIFIED",
                "qualified_until = NULL", "UNQUALIFIED");

        for (Map.Entry<String, String> each : stands.entrySet()) {
            set(
                    provider,
                    "suspended_until = NULL, disqualified_until = NULL, qualified_from = now() - interval '1 day',"
                            + " qualified_until = now() + interval '1 day'");
            set(provider, each.getKey());

            for (ProviderStatus status : ProviderStatus.values()) {
                ValidatableResponse list = listed(provider, status);
                list.body(
                        "data.id",
                        status.name().equals(each.getValue())
                                ? hasItem(provider.toString())
                                : not(hasItem(provider.toString())));
            }
        }
    }

    @Test
    void nothingIsShownOfAProviderThatIsUnfitAndItComesBackByItself() throws SQLException {
        TestProvider provider = TestProvider.aProvider();
        UUID id = UUID.fromString(provider.id());
        String name = "待查云服务" + UUID.randomUUID();
        String offering = provider.published(name);
        searched(name).body("data.id", hasItem(offering));

        set(id, "suspended_until = now() + interval '1 day'");
        unfit.refresh();
        cache.forget(id);
        try {
            searched(name).body("data.size()", is(0)).body("facets.providerId.size()", is(0));
            given().get("/api/v1/offerings/" + offering).then().statusCode(404);
            SignedIn.as("enterprise")
                    .get("/api/v1/offerings/" + offering)
                    .then()
                    .statusCode(404);
            for (String insider : List.of("province", "auditor")) {
                SignedIn.as(insider).get("/api/v1/offerings/" + offering).then().statusCode(200);
            }
            provider.request().get("/api/v1/offerings/" + offering).then().statusCode(200);
            provider.put("other", TestProvider.anOffering("别的"))
                    .then()
                    .statusCode(403)
                    .body("code", is("provider-suspended"));
        } finally {
            set(id, "suspended_until = now() - interval '1 second'");
            unfit.refresh();
            cache.forget(id);
        }

        searched(name).body("data.id", hasItem(offering));
        given().get("/api/v1/offerings/" + offering).then().statusCode(200);
    }

    @Test
    void aQualificationBeginsAndEndsAtItsInstant() {
        ProviderStanding standing = new ProviderStanding(false, false, null, null, BASE, BASE.plusSeconds(60));

        assertThat(standing.statusAt(BASE.minusNanos(1))).isEqualTo(ProviderStatus.UNQUALIFIED);
        assertThat(standing.fitAgainAfter(BASE.minusNanos(1))).isEqualTo(BASE);
        assertThat(standing.isFitAt(BASE)).isTrue();
        assertThat(standing.isFitAt(BASE.plusSeconds(60).minusNanos(1))).isTrue();
        assertThat(standing.statusAt(BASE.plusSeconds(60))).isEqualTo(ProviderStatus.UNQUALIFIED);
        assertThat(standing.fitAgainAfter(BASE.plusSeconds(60))).isNull();
    }

    @Test
    void whatIsKnownInMemoryEndsByTheClockAlone() {
        UUID provider = UUID.randomUUID();
        Instant now = Instant.now();

        unfit.note(provider, UUID.randomUUID(), standing(false, now.plus(Duration.ofHours(1)), null));

        assertThat(unfit.at(now)).contains(provider);
        assertThat(unfit.at(now.plus(Duration.ofHours(1)))).doesNotContain(provider);
    }

    @Test
    void whoIsDisqualifiedIsToldUntilWhen() throws SQLException {
        TestProvider provider = TestProvider.aProvider();
        set(UUID.fromString(provider.id()), "disqualified_until = timestamptz '2999-12-31T16:00:00Z'");
        cache.forget(UUID.fromString(provider.id()));

        provider.put("late", TestProvider.anOffering("迟到"))
                .then()
                .statusCode(403)
                .body("code", is("provider-disqualified"))
                .body("detail", org.hamcrest.Matchers.containsString("2999-12-31"));
    }

    @Test
    void theFreezeOfAnOrganisationStopsItsProviderSideToo() {
        TestProvider provider = TestProvider.aProvider();
        UUID id = UUID.fromString(provider.id());

        measure(provider, "freezes");
        listed(id, ProviderStatus.SUSPENDED)
                .body("data.id", hasItem(provider.id()))
                .body("data.find { it.id == '" + provider.id() + "' }.statusUntil", nullValue());
        measure(provider, "unfreezes");

        listed(id, ProviderStatus.QUALIFIED).body("data.id", hasItem(provider.id()));
    }

    @Test
    void aSuspensionByHandOutlivesIncidentsUntilTheProvinceLetsItGo() throws SQLException {
        String provider = TestSupervision.aProviderOf("340100");
        UUID id = UUID.fromString(provider);
        set(id, "suspended_by_hand = true");
        String incident = TestSupervision.recorded(provider, "hefei");

        TestSupervision.move("hefei", TestSupervision.INCIDENTS, incident, "dismissals")
                .statusCode(200);

        listed(id, ProviderStatus.SUSPENDED)
                .body("data.id", hasItem(provider))
                .body("data.find { it.id == '" + provider + "' }.statusUntil", nullValue());
        String path = "/api/v1/providers";
        TestSupervision.move("hefei", path, provider, "suspension-liftings")
                .statusCode(403)
                .body("code", is("province-only"));
        TestSupervision.move("province", path, provider, "suspension-liftings")
                .statusCode(200)
                .body("status", is("QUALIFIED"));
        TestSupervision.move("province", path, provider, "suspension-liftings")
                .statusCode(409)
                .body("code", is("provider-not-suspended-by-hand"));
        listed(id, ProviderStatus.QUALIFIED).body("data.id", hasItem(provider));
        SignedIn.as("auditor")
                .queryParam("subject", path + "/" + provider)
                .get("/api/v1/audit-entries")
                .then()
                .body("data.find { it.action == 'provider.suspension-lifted' }.reason", is("情况属实"));
    }

    private static void measure(TestProvider provider, String measure) {
        SignedIn.as("province")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(Map.of("reason", "核查"))
                .post("/api/v1/organizations/" + provider.organizationId() + "/" + measure)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse listed(UUID provider, ProviderStatus status) {
        return given().queryParam("organizationId", organizationOf(provider))
                .queryParam("status", status)
                .get("/api/v1/providers")
                .then()
                .statusCode(200);
    }

    private static String organizationOf(UUID provider) {
        return given().get("/api/v1/providers/" + provider).path("organizationId");
    }

    private static ValidatableResponse searched(String text) {
        return given().queryParam("q", text)
                .queryParam("facets", "providerId")
                .get("/api/v1/offerings")
                .then()
                .statusCode(200);
    }

    /** With a qualification in force. */
    private static ProviderStanding standing(boolean isFrozen, Instant suspendedUntil, Instant disqualifiedUntil) {
        return new ProviderStanding(
                isFrozen,
                false,
                suspendedUntil,
                disqualifiedUntil,
                Instant.parse("2018-01-01T00:00:00Z"),
                Instant.parse("2100-01-01T00:00:00Z"));
    }

    private static Instant moment(Random random) {
        return random.nextInt(3) == 0 ? null : BASE.plusSeconds(random.nextInt(5));
    }

    private List<String> statuses(List<Asked> asked) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT provider_status(f, h, s, d, a, b, m) FROM unnest(?::boolean[], ?::boolean[],"
                                + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])"
                                + " WITH ORDINALITY AS t (f, h, s, d, a, b, m, n) ORDER BY n")) {
            array(
                    statement,
                    1,
                    "bool",
                    asked.stream().map(each -> each.standing().organizationFrozen()));
            array(
                    statement,
                    2,
                    "bool",
                    asked.stream().map(each -> each.standing().suspendedByHand()));
            array(
                    statement,
                    3,
                    "timestamptz",
                    asked.stream().map(each -> text(each.standing().suspendedUntil())));
            array(
                    statement,
                    4,
                    "timestamptz",
                    asked.stream().map(each -> text(each.standing().disqualifiedUntil())));
            array(
                    statement,
                    5,
                    "timestamptz",
                    asked.stream().map(each -> text(each.standing().qualifiedFrom())));
            array(
                    statement,
                    6,
                    "timestamptz",
                    asked.stream().map(each -> text(each.standing().qualifiedUntil())));
            array(statement, 7, "timestamptz", asked.stream().map(each -> text(each.moment())));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC).toString();
    }

    private static void array(PreparedStatement statement, int place, String type, java.util.stream.Stream<?> values)
            throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf(type, values.toArray()));
    }

    private void set(UUID provider, String change) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE provider SET " + change + " WHERE id = ?")) {
            statement.setObject(1, provider);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
