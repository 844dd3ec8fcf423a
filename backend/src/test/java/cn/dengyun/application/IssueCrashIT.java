package cn.dengyun.application;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.PackagedPlatform;
import cn.dengyun.Patience;
import cn.dengyun.identity.SignedIn;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.json.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged platform on its durable database, killed without any warning while it issues the vouchers of a notice,
 * again and again. Runs after packaging; the lease of a dead node runs out after fifteen seconds, which is most of its
 * time.
 */
@Timeout(900)
class IssueCrashIT {

    private static final int APPLICATIONS = 20_000;
    private static final int CRASHES = 2;
    private static final long ALL_FEN = APPLICATIONS * TestIntake.FACE_FEN;
    private static final String PROGRAMME = "01900000-0000-7000-8000-00000000c001";
    private static final String BUDGET = "01900000-0000-7000-8000-00000000c002";
    private static final String SOMEBODY = "01900000-0000-7000-8000-00000000c003";
    private static final String SOMEBODY_ELSE = "01900000-0000-7000-8000-00000000c004";

    private static final String NEW_PROGRAMME =
            "INSERT INTO programme (id, name_zh, funding_level, region_code, owner_organization_id, fiscal_year, status,"
                    + " opens_at, rule_version, created_at, created_by, updated_at, updated_by) VALUES ('" + PROGRAMME
                    + "', '测试项目', 'PROVINCE', '340000', '" + SOMEBODY + "', 2026, 'ANNOUNCED',"
                    + " '2026-06-01T01:00:00Z', 1, now(), '" + SOMEBODY + "', now(), '" + SOMEBODY + "')";
    private static final String NEW_RULES =
            "INSERT INTO rule_version (programme_id, version, rules, content_hash, reason, created_at, created_by,"
                    + " approved_at, approved_by) VALUES ('" + PROGRAMME + "', 1, ?, 'x', '测试', now(), '" + SOMEBODY
                    + "', now(), '" + SOMEBODY_ELSE + "')";
    private static final String NEW_BUDGET =
            "INSERT INTO budget (id, programme_id, region_code, committed_fen, intake, moved_at) VALUES ('" + BUDGET
                    + "', '" + PROGRAMME + "', '340100', " + ALL_FEN + ", " + APPLICATIONS + ", now())";
    private static final String NEW_LEDGER = "INSERT INTO ledger_head (programme_id) VALUES ('" + PROGRAMME + "')";
    private static final String NEW_TRANSFERS =
            "WITH posted AS (INSERT INTO ledger_transfer (id, programme_id, cause, source_kind, source_owner,"
                    + " destination_kind, destination_owner, amount_fen, subject_id, occurred_at) VALUES"
                    + " ('01900000-0000-7000-8000-00000000c011', '" + PROGRAMME + "', 'APPROPRIATION', 'TREASURY', '"
                    + PROGRAMME + "', 'BUDGET_AVAILABLE', '" + BUDGET + "', " + ALL_FEN + ", '" + PROGRAMME
                    + "', now() - interval '1 second'), ('01900000-0000-7000-8000-00000000c012', '" + PROGRAMME
                    + "', 'COMMITMENT', 'BUDGET_AVAILABLE', '" + BUDGET + "', 'COMMITTED', '" + BUDGET + "', " + ALL_FEN
                    + ", '" + PROGRAMME + "', now()) RETURNING id, occurred_at)"
                    + " INSERT INTO ledger_pending (transfer_id, occurred_at) SELECT id, occurred_at FROM posted";
    private static final String NEW_APPLICATIONS =
            "WITH enterprises AS (INSERT INTO organization (id, credit_code, kind, name_zh, region_code, created_at,"
                    + " updated_at, certification_id, certified_at, certified_name_zh, certified_region_code,"
                    + " certified_industry_code, certified_size, certified_tags, certified_revenue_fen,"
                    + " certified_staff_count) SELECT id, '91' || lpad(n::text, 16, '0'), 'ENTERPRISE', '测试企业', '340123',"
                    + " now(), now(), id, now(), '测试企业', '340123', '34', 'SMALL', '{}', 25000000000, 100"
                    + " FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, " + APPLICATIONS + ") n) made"
                    + " RETURNING id, credit_code),"
                    + " entitled AS (INSERT INTO entitlement (programme_id, organization_id, committed_fen) SELECT '"
                    + PROGRAMME + "', id, " + TestIntake.FACE_FEN + " FROM enterprises)"
                    + " INSERT INTO voucher_application (id, programme_id, organization_id, region_code, status, request,"
                    + " rule_version, budget_id, sequence, submitted_at, entitled_fen, held_fen, created_at, created_by,"
                    + " updated_at) SELECT gen_random_uuid(), '" + PROGRAMME + "', id, '340123', 'APPROVED', ?, 1, '"
                    + BUDGET + "', right(credit_code, 16)::bigint, now(), " + TestIntake.FACE_FEN + ", "
                    + TestIntake.FACE_FEN + ", now(), '" + SOMEBODY + "', now() FROM enterprises";

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path folder;

    private PackagedPlatform platform;

    @BeforeEach
    void start() throws Exception {
        platform = new PackagedPlatform(folder);
        platform.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        platform.stop();
    }

    @Test
    void anIssueThatIsKilledAgainAndAgainIssuesEveryVoucherOnce() throws Exception {
        approveApplications();
        String notice = post(
                        "province",
                        "/api/v1/public-notices",
                        Map.of("programmeId", PROGRAMME, "regionCode", "340100", "title", "测试公示", "reason", "审核完毕"),
                        201)
                .get("id")
                .textValue();
        post("hefei", "/api/v1/public-notices/" + notice + "/issues", Map.of("reason", "公示无异议"), 202);
        long done = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            long before = done;
            done = await(notice, issue -> issue.get("done").longValue() > before)
                    .get("done")
                    .longValue();
            assertThat(done).as("applications before the crash").isLessThan(APPLICATIONS);
            platform.kill();
            platform.start();
        }
        JsonNode ended = await(notice, issue -> issue.get("state").textValue().equals("SUCCEEDED"));

        assertThat(ended.get("done").longValue()).isEqualTo(APPLICATIONS);
        assertThat(ended.get("issued").longValue()).isEqualTo(APPLICATIONS);
        assertThat(ended.get("issuedFen").longValue()).isEqualTo(ALL_FEN);
        everyApplicationHasOneVoucher();
        everyFenIsWhereItBelongs();
    }

    private void everyApplicationHasOneVoucher() throws Exception {
        assertThat(number("SELECT count(*) FROM voucher WHERE programme_id = '" + PROGRAMME + "'"))
                .isEqualTo(APPLICATIONS);
        assertThat(number("SELECT count(DISTINCT a.id) FROM voucher_application a JOIN voucher v ON v.id = a.voucher_id"
                        + " AND v.application_id = a.id WHERE a.programme_id = '" + PROGRAMME
                        + "' AND a.status = 'ISSUED' AND a.held_fen = 0 AND v.face_fen = " + TestIntake.FACE_FEN))
                .isEqualTo(APPLICATIONS);
    }

    private void everyFenIsWhereItBelongs() throws Exception {
        assertThat(number("SELECT issued_fen FROM budget WHERE id = '" + BUDGET + "'"))
                .isEqualTo(ALL_FEN);
        assertThat(number("SELECT committed_fen FROM budget WHERE id = '" + BUDGET + "'"))
                .isZero();
        JsonNode found = Patience.until("the ledger", this::conservation, seen -> total(seen, "COMMITTED") == 0);
        assertThat(found.get("holds").booleanValue()).isTrue();
        assertThat(total(found, "VOUCHER_AVAILABLE")).isEqualTo(ALL_FEN);
        assertThat(total(found, "BUDGET_AVAILABLE")).isZero();
    }

    private JsonNode conservation() throws Exception {
        return get("/api/v1/programmes/" + PROGRAMME + "/conservation");
    }

    private static long total(JsonNode conservation, String kind) {
        for (JsonNode total : conservation.get("totals")) {
            if (total.get("kind").textValue().equals(kind)) {
                return total.get("balanceFen").longValue();
            }
        }
        throw new AssertionError("no total of " + kind);
    }

    /** Without the long way there; the demo has too few enterprises. */
    private void approveApplications() throws Exception {
        try (Connection database = platform.database()) {
            execute(database, NEW_PROGRAMME);
            execute(
                    database,
                    NEW_RULES,
                    TestIntake.rules(rules -> ((ObjectNode) rules.get("noticeWorkingDays")).put("value", 0)));
            execute(database, NEW_BUDGET);
            execute(database, NEW_LEDGER);
            execute(database, NEW_TRANSFERS);
            execute(database, NEW_APPLICATIONS, TestIntake.request(TestIntake.PRICE_FEN, false));
        }
    }

    private static void execute(Connection database, String sql, String... texts) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < texts.length; i++) {
                statement.setString(i + 1, texts[i]);
            }
            statement.executeUpdate();
        }
    }

    private long number(String sql) throws Exception {
        try (Connection database = platform.database();
                PreparedStatement statement = database.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private JsonNode await(String notice, Predicate<JsonNode> wanted) throws Exception {
        return Patience.until(
                "the issue", () -> get("/api/v1/public-notices/" + notice).get("issue"), wanted);
    }

    private JsonNode get(String path) throws Exception {
        return sent(platform.request(path).build(), 200);
    }

    private JsonNode post(String account, String path, Map<String, ?> body, int status) throws Exception {
        JsonNode session = sent(
                platform.request("/api/v1/sessions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                Json.encode(Map.of("username", account, "password", SignedIn.PASSWORD))))
                        .build(),
                201);
        return sent(
                platform.request(path)
                        .header(
                                "Authorization",
                                "Bearer " + session.get("accessToken").textValue())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.encode(body)))
                        .build(),
                status);
    }

    private JsonNode sent(HttpRequest request, int status) throws Exception {
        HttpResponse<String> answer = platform.send(request);
        assertThat(answer.statusCode()).as(request.uri() + " " + answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }
}
