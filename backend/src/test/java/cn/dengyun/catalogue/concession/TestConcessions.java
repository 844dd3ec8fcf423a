package cn.dengyun.catalogue.concession;

import static cn.dengyun.identity.SignedIn.as;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import io.quarkus.arc.Arc;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Concessions of the demo's providers, each of an offering of its own. */
@Singleton
public final class TestConcessions implements AccessThing {

    static final String PATH = "/api/v1/concessions";

    private static final Map<String, String> PROVIDERS = Map.of(
            "platform", "01900000-0000-7000-8000-000000000001", "application", "01900000-0000-7000-8000-000000000002");

    @Override
    public AccessFamily family() {
        return new AccessFamily(
                PATH + "/{}", Set.of(AccessOwner.PLATFORM, AccessOwner.APPLICATION), AccessFamily.Secrecy.HIDDEN);
    }

    /** The province alone has a say, wherever the provider is. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getConcession AUTHORITY_REGION", "hidden",
                "getConcession AUTHORITY_OTHER", "hidden",
                "updateConcession AUTHORITY_REGION", "hidden",
                "announceConcession AUTHORITY_REGION", "hidden",
                "endConcession AUTHORITY_REGION", "hidden",
                "withdrawConcession AUTHORITY_REGION", "hidden",
                "listConcessionDocuments AUTHORITY_REGION", "hidden");
    }

    @Override
    public String make(AccessOwner owner) {
        return drawnUp(owner.account());
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /** A discount of a fifth on an offering of an account's provider, for a month from tomorrow on. */
    static Map<String, Object> form(String account, String offering) {
        return new HashMap<>(Map.of(
                "providerId",
                PROVIDERS.get(account),
                "title",
                "企业上云优惠",
                "kind",
                "DISCOUNT",
                "rate",
                "0.2",
                "offeringIds",
                List.of(offering),
                "fromOn",
                today().plusDays(1).toString(),
                "untilOn",
                today().plusDays(30).toString()));
    }

    /** An offering of an account's provider that nobody else uses: 1,000 fen a month, no tax in it. */
    public static String anOffering(String account) {
        return anOffering(account, "concession-" + UUID.randomUUID(), 1_000);
    }

    static String anOffering(String account, String key, long amountFen) {
        return as(account)
                .contentType("application/json")
                .body(Map.of(
                        "kind",
                        "IAAS",
                        "name",
                        "有优惠的测试服务 " + key,
                        "voucherEligible",
                        true,
                        "plans",
                        List.of(Map.of(
                                "code",
                                "std",
                                "name",
                                "包月",
                                "model",
                                "SUBSCRIPTION",
                                "period",
                                "MONTH",
                                "amountFen",
                                amountFen,
                                "taxRate",
                                "0"))))
                .put("/api/v1/providers/" + PROVIDERS.get(account) + "/offerings/" + key)
                .then()
                .extract()
                .path("id");
    }

    /** One that the province has drawn up. */
    public static String drawnUp(String account) {
        return drawnUp(form(account, anOffering(account)));
    }

    static String drawnUp(Map<String, Object> form) {
        return post("province", PATH, form).statusCode(201).extract().path("id");
    }

    /** One that the provider has confirmed. */
    public static String agreed(String account) {
        return confirmed(account, drawnUp(account));
    }

    static String confirmed(String account, String id) {
        move(account, id, "confirmations").statusCode(200);
        return id;
    }

    /** One that the province has published. */
    public static String published(String account) {
        String id = agreed(account);
        move("province2", id, "publications").statusCode(200);
        return id;
    }

    /** The code of a published one of a fifth, from tomorrow on, off an offering with this key. */
    public static String codeOf(String account, String key) {
        String id = confirmed(account, drawnUp(form(account, anOffering(account, key, 1_000))));
        return move("province2", id, "publications").statusCode(200).extract().path("code");
    }

    /** Whatever it is based on. */
    static ValidatableResponse move(String account, String id, String what) {
        return move(as(account).header("If-Match", "*"), id, what);
    }

    static ValidatableResponse move(RequestSpecification caller, String id, String what) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(Map.of("reason", "情况属实"))
                .post(PATH + "/" + id + "/" + what)
                .then();
    }

    static ValidatableResponse post(String account, String path, Map<String, ?> body) {
        return as(account)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    /** Lets one be as if everything about it had been this many days ago. */
    static void age(String id, int days) {
        execute(
                "UPDATE concession SET from_on = from_on - ?, until_on = until_on - ?,"
                        + " published_at = published_at - make_interval(days => ?) WHERE id = ?",
                days,
                days,
                days,
                UUID.fromString(id));
    }

    /** Lets an offering be as if it had been public for a thousand days. */
    static void ageOffering(String id) {
        UUID offering = UUID.fromString(id);
        execute(
                "UPDATE offering_version SET created_at = created_at - interval '1000 days' WHERE offering_id = ?",
                offering);
        execute("UPDATE offering SET published_at = published_at - interval '1000 days' WHERE id = ?", offering);
    }

    private static void execute(String sql, Object... parameters) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
