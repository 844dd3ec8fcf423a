package cn.dengyun.trade.witness;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.provider.ProviderKind;
import cn.dengyun.provider.TestRegister;
import cn.dengyun.shared.Ids;
import cn.dengyun.trade.order.TestOrders;
import cn.dengyun.trade.usage.TestUsage;
import cn.dengyun.trade.witness.domain.UsageComparison;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Witnesses of what is used of services of the demo's platform, and of others. */
public final class TestWitnesses {

    public static final String PATH = "/api/v1/usage-witnesses";
    public static final String READINGS = "/api/v1/usage-witness-readings";
    public static final String COMPARISONS = "/api/v1/usage-comparisons";
    static final String METERS = "/api/v1/witnessed-meters";

    static final String PLATFORM = "01900000-0000-7000-8000-000000000001";
    static final String APPLICATION = "01900000-0000-7000-8000-000000000002";

    private static final ZoneId ANHUI = ZoneId.of("Asia/Shanghai");

    private static Operator operator;
    private static Operator other;

    private TestWitnesses() {}

    /** A telecommunications operator that has nothing to do with anybody else. */
    public record Operator(TestEnterprise organization, String provider) {

        RequestSpecification request() {
            return RestAssured.given().auth().oauth2(organization.token());
        }

        static Operator made() {
            TestEnterprise organization = TestEnterprise.certified("PROVIDER", "340123", "feixi");
            return new Operator(organization, TestRegister.provider(organization.id(), "示范通信", ProviderKind.TELECOM));
        }
    }

    /** The one that tests share. */
    static synchronized Operator operator() {
        if (operator == null || !isThere(operator)) {
            operator = Operator.made();
        }
        return operator;
    }

    /** Another one: what the demo's platform witnesses. */
    static synchronized Operator other() {
        if (other == null || !isThere(other)) {
            other = Operator.made();
        }
        return other;
    }

    private static boolean isThere(Operator known) {
        return SignedIn.as("province")
                        .get("/api/v1/providers/" + known.provider())
                        .statusCode()
                == 200;
    }

    /** The last month that is compared now, its first day. */
    static LocalDate month() {
        return UsageComparison.lastMonth(Instant.now());
    }

    /** Eight in the morning, so many days behind the beginning of that month. */
    static Instant at(int days) {
        return month().plusDays(days).atTime(8, 0).atZone(ANHUI).toInstant();
    }

    static String line(String meter, String key, Instant at, String quantity) {
        return "{\"meterId\":\"%s\",\"eventId\":\"%s\",\"occurredAt\":\"%s\",\"quantity\":\"%s\"}"
                .formatted(meter, key, at, quantity);
    }

    /** That the operator witnesses one meter of the platform. */
    static Map<String, Object> ofMeter(String meter) {
        return form(operator().provider(), PLATFORM, "meterId", meter);
    }

    static Map<String, Object> form(String witness, String provider, String scope, String id) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "witnessProviderId",
                witness,
                "providerId",
                provider,
                "fromMonth",
                YearMonth.from(month()).toString(),
                "tolerancePerMille",
                20));
        if (id != null) {
            form.put(scope, id);
        }
        return form;
    }

    static Response propose(String account, Map<String, Object> form) {
        return TestOrders.post(account, PATH, form);
    }

    /** The id of one that waits for another person of the province. */
    static String proposed(Map<String, Object> form) {
        return propose("province", form).then().statusCode(201).extract().path("id");
    }

    static Response move(String account, String id, String what) {
        return TestOrders.post(account, PATH + "/" + id + "/" + what, Map.of("reason", "情况属实"));
    }

    /** The id of one that is in force. */
    static String inForce(Map<String, Object> form) {
        String id = proposed(form);
        move("province2", id, "approvals").then().statusCode(200);
        return id;
    }

    /** That the demo's platform is a witness of somebody else: the id of an appointment that waits. */
    public static String proposedOfPlatform() {
        return proposed(form(PLATFORM, other().provider(), "offeringId", null));
    }

    /** The provider of that somebody. */
    public static String witnessed() {
        return other().provider();
    }

    /** The id of one that can be approved: nobody witnesses that somebody yet. */
    public static String proposedOfAnother() {
        return proposed(form(PLATFORM, Operator.made().provider(), "offeringId", null));
    }

    /** The id of one in force; the one before ends, for there is one at a time. */
    public static synchronized String inForceOfPlatform() {
        execute(
                "UPDATE usage_witness SET status = 'ENDED', ended_by = proposed_by, ended_at = now()"
                        + " WHERE status = 'IN_FORCE' AND provider_id = ?",
                UUID.fromString(other().provider()));
        return inForce(form(PLATFORM, other().provider(), "offeringId", null));
    }

    /**
     * The id of something that the demo's platform has seen of some meter, and the authorities of Feixi may know of.
     */
    public static String readingOfPlatform() {
        UUID id = Ids.next();
        execute("""
                INSERT INTO usage_witness_reading (id, version, meter_id, organization_id, region_code, event_id, occurred_at,
                    quantity, content_hash, receipt_id, line, received_at, status)
                VALUES (?, 0, ?, '01900000-0000-7000-8000-000000000101', '340123', ?, now(), 1, '\\x00', ?, 1, now(), 'COUNTED')
                """, id, Ids.next(), "e-" + id, Ids.next());
        return id.toString();
    }

    /** The id of a comparison of a meter of the demo's first enterprise that an authority has to look at. */
    public static synchronized String open() {
        String witness = proposedOfPlatform();
        String found =
                SignedIn.as("enterprise").get(TestUsage.METERS + "?limit=1").path("data[0].id");
        String meter = found == null ? TestUsage.begun("flow").id() : found;
        UUID id = Ids.next();
        execute(
                """
                INSERT INTO usage_comparison (id, version, meter_id, order_id, order_number, plan_name, unit, organization_id,
                    organization_name, region_code, provider_id, provider_organization_id, provider_name, offering_name, month,
                    witness_id, witness_organization_id, witness_name, tolerance_per_mille, reported, witnessed, outcome, status,
                    since, compared_at)
                SELECT ?, 0, m.id, m.order_id, m.order_number, m.plan_name, m.unit, m.organization_id, m.organization_name,
                    m.region_code, m.provider_id, m.provider_organization_id, m.provider_name, m.offering_name, ?, w.id,
                    w.organization_id, w.organization_name, 20, 100, 50, 'DIFFERS', 'OPEN', now(), now()
                FROM usage_meter m CROSS JOIN usage_witness w WHERE m.id = ? AND w.id = ?
                """,
                id,
                LocalDate.of(2100, 1, 1).plusMonths(ThreadLocalRandom.current().nextInt(24_000)),
                UUID.fromString(meter),
                UUID.fromString(witness));
        return id.toString();
    }

    static Response report(RequestSpecification caller, String... lines) {
        return keyed(caller, UUID.randomUUID().toString(), String.join("\n", lines));
    }

    static Response keyed(RequestSpecification caller, String key, String body) {
        return caller.header("Idempotency-Key", key)
                .contentType(TestUsage.NDJSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(READINGS);
    }

    /** Lets the service of a meter have begun long enough ago. */
    static void age(String meter) {
        execute(
                "UPDATE usage_meter SET begins_at = begins_at - interval '120 days' WHERE id = ?",
                UUID.fromString(meter));
    }

    /** Lets an organisation be reached where the enterprise of a meter is. */
    static void giveContactOfEnterprise(String organization, String meter) {
        execute("""
                UPDATE organization SET contact_email = (SELECT e.contact_email FROM organization e
                    JOIN usage_meter m ON m.organization_id = e.id WHERE m.id = ?) WHERE id = ?
                """, UUID.fromString(meter), UUID.fromString(organization));
    }

    /** As somebody could who owns the database. */
    static void execute(String sql, Object... values) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(String sql, UUID id) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
