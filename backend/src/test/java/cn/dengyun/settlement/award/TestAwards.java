package cn.dengyun.settlement.award;

import static cn.dengyun.identity.SignedIn.as;

import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.WorkerThread;
import cn.dengyun.policy.domain.RuleSet;
import cn.dengyun.programme.TestRules;
import cn.dengyun.settlement.claim.TestClaims;
import cn.dengyun.voucher.TestVouchers;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists of awards of programmes of their own, in every stage. */
@ApplicationScoped
public class TestAwards {

    public static final String PATH = "/api/v1/award-lists";
    public static final String ENTITLEMENTS = "/api/v1/entitlements";
    static final long EACH = 50_000;

    private final Pool pool;

    TestAwards(Pool pool) {
        this.pool = pool;
    }

    /** A list with one award, and whose that is. */
    public record Sample(UUID programme, String list, String award, TestEnterprise beneficiary) {

        /** What became owed of the award. */
        public String entitlement() {
            return bean().run("SELECT entitlement_id::text FROM award WHERE id = $1", UUID.fromString(award))
                    .iterator()
                    .next()
                    .getString(0);
        }
    }

    /** A programme of rewards that has so much. */
    public static UUID aProgramme(long fen) {
        return aProgramme(fen, TestRules.rules());
    }

    static UUID aProgramme(long fen, RuleSet rules) {
        TestVouchers vouchers = Arc.container().instance(TestVouchers.class).get();
        UUID programme = vouchers.aProgramme(fen, rules).programmeId();
        TestClaims.set("UPDATE programme SET kind = 'REWARD' WHERE id = ?", programme);
        return programme;
    }

    public static TestEnterprise aBeneficiary() {
        return TestEnterprise.certified("340123", "feixi");
    }

    static Map<String, Object> wanted(UUID programme, List<Map<String, Object>> awards) {
        return new HashMap<>(Map.of(
                "programmeId",
                programme,
                "title",
                "测试标杆企业",
                "basis",
                "测试奖补办法第八条",
                "condition",
                "BENCHMARK_ENTERPRISE",
                "mostFen",
                EACH,
                "awards",
                awards,
                "reason",
                "测试"));
    }

    /** For a proof of its own. */
    static Map<String, Object> anAward(String organization) {
        return new HashMap<>(Map.of("organizationId", organization, "proof", "皖经信云 " + UUID.randomUUID()));
    }

    public static Sample drafted() {
        return drafted(aBeneficiary());
    }

    private static Sample drafted(TestEnterprise beneficiary) {
        UUID programme = aProgramme(1_000_000);
        String list = drawnUp(wanted(programme, List.of(anAward(beneficiary.id()))));
        return new Sample(programme, list, awards(list).get(0), beneficiary);
    }

    static String drawnUp(Map<String, Object> wanted) {
        return post("province", PATH, wanted).then().statusCode(201).extract().path("id");
    }

    /** The ids of the awards of a list in their order. */
    static List<String> awards(String list) {
        return as("province")
                .get(PATH + "/" + list + "/awards")
                .then()
                .extract()
                .path("data.id");
    }

    /** What an organisation of the demo is owed by an award. */
    public static String owedTo(String organization) {
        Sample sample = drafted(new TestEnterprise(organization, null, null));
        finish(sample.list());
        return sample.entitlement();
    }

    /** Grants a list that was drawn up, shows it to everybody and makes it final. */
    static void finish(String list) {
        act("province2", list, "approvals").statusCode(200);
        act("province", list, "public-notices").statusCode(200);
        endNotice(list);
        act("province2", list, "confirmations").statusCode(200);
    }

    public static Sample granted() {
        Sample sample = drafted();
        act("province2", sample.list(), "approvals").statusCode(200);
        return sample;
    }

    public static Sample noticed() {
        Sample sample = granted();
        act("province", sample.list(), "public-notices").statusCode(200);
        return sample;
    }

    public static Sample ended() {
        Sample sample = noticed();
        endNotice(sample.list());
        return sample;
    }

    public static Sample owed() {
        Sample sample = ended();
        act("province2", sample.list(), "confirmations").statusCode(200);
        return sample;
    }

    /** An entitlement that a person of the province wants taken back. */
    public static String doubted() {
        String entitlement = owed().entitlement();
        revocation("province", entitlement, "revocations").then().statusCode(200);
        return entitlement;
    }

    /** @param noun {@code revocations}, {@code revocation-approvals} or {@code revocation-rejections} */
    public static Response revocation(String person, String entitlement, String noun) {
        return post(person, ENTITLEMENTS + "/" + entitlement + "/" + noun, Map.of("reason", "认定证书虚假"));
    }

    /** While a person of the demo has the telephone of an organisation's contact. */
    public static void asContact(String account, String organization, Runnable tried) {
        UUID id = UUID.fromString(organization);
        String before = TestClaims.text("SELECT contact_phone FROM organization WHERE id = ?", id);
        String mobile = "UPDATE account SET mobile = %s WHERE username = '" + account + "' AND ?::uuid IS NOT NULL";
        TestClaims.set("UPDATE organization SET contact_phone = '+86 13800550074' WHERE id = ?", id);
        TestClaims.set(mobile.formatted("'13800550074'"), id);
        try {
            tried.run();
        } finally {
            TestClaims.set(mobile.formatted("NULL"), id);
            TestClaims.set("UPDATE organization SET contact_phone = '" + before + "' WHERE id = ?", id);
        }
    }

    static void endNotice(String list) {
        TestClaims.set(
                "UPDATE award_list SET notice_ends_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(list));
    }

    static Response post(String person, String path, Object body) {
        return as(person)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    public static ValidatableResponse act(String person, String list, String noun) {
        return post(person, PATH + "/" + list + "/" + noun, Map.of("reason", "测试"))
                .then();
    }

    /** The money of a programme in accounts of one kind, in fen, by the transfers that were made. */
    public static long balance(UUID programme, String kind) {
        return bean().run("""
                        SELECT coalesce(sum(CASE WHEN destination_kind = $2 THEN amount_fen ELSE 0 END
                            - CASE WHEN source_kind = $2 THEN amount_fen ELSE 0 END), 0)::bigint
                        FROM ledger_transfer WHERE programme_id = $1
                        """, programme, kind).iterator().next().getLong(0);
    }

    RowSet<Row> run(String sql, Object... parameters) {
        return WorkerThread.await(pool.preparedQuery(sql).execute(Tuple.from(List.of(parameters))));
    }

    private static TestAwards bean() {
        return Arc.container().instance(TestAwards.class).get();
    }
}
