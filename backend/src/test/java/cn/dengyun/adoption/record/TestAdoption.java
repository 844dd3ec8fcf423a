package cn.dengyun.adoption.record;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.TestAccount;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.Background;
import cn.dengyun.shared.Actor;
import cn.dengyun.shared.Roles;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Imports of the demo's platform, and what becomes of them. */
public final class TestAdoption {

    public static final String IMPORTS = "/api/v1/adoption-imports";
    public static final String BATCHES = "/api/v1/adoption-batches";
    public static final String RECORDS = "/api/v1/adoption-records";
    public static final String ENTERPRISES = "/api/v1/adopted-enterprises";
    public static final String NDJSON = "application/x-ndjson";

    /** Feixi, where the demo's enterprise is. */
    public static final String COUNTY = "340123";

    private static TestAccount inspector;

    private TestAdoption() {}

    public static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /**
     * Of an enterprise in Feixi that uses a service of the ordinary kind since ten days ago; each part may be changed.
     */
    public static Map<String, Object> line(String creditCode) {
        return new HashMap<>(Map.of(
                "creditCode",
                creditCode,
                "name",
                "测试制造有限公司",
                "regionCode",
                COUNTY,
                "categoryCode",
                "S-2",
                "contractNumber",
                "HT-" + UUID.randomUUID(),
                "signedOn",
                today().minusDays(20).toString(),
                "startsOn",
                today().minusDays(10).toString(),
                "lastUsedOn",
                today().minusDays(1).toString()));
    }

    /** The same of a service that makes it deeply connected: it is in use for a hundred days. */
    public static Map<String, Object> deepLine(String creditCode) {
        Map<String, Object> line = line(creditCode);
        line.put("categoryCode", "S-4");
        line.put("signedOn", today().minusDays(110).toString());
        line.put("startsOn", today().minusDays(100).toString());
        return line;
    }

    /** A line of an enterprise that nobody has heard of. */
    public static Map<String, Object> strangersLine() {
        return line(TestEnterprise.aCreditCode());
    }

    @SafeVarargs
    public static byte[] body(Map<String, Object>... lines) {
        return Stream.of(lines)
                .map(line -> new JsonObject(line).encode())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Sends an import; its key can be set before. */
    public static Response send(RequestSpecification provider, byte[] body) {
        return provider.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(NDJSON)
                .body(body)
                .post(IMPORTS);
    }

    /** The id of an import of the demo's platform that is carried out. */
    @SafeVarargs
    public static String imported(Map<String, Object>... lines) {
        return carriedOut(send(SignedIn.as("platform"), body(lines)));
    }

    public static String carriedOut(Response accepted) {
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        Background.finishJobs();
        String id = accepted.path("id");
        assertThat(SignedIn.as("auditor").get(IMPORTS + "/" + id).<String>path("state"))
                .isEqualTo("SUCCEEDED");
        return id;
    }

    /** Line and outcome of each result: {@code 1 CREATED}. */
    public static List<String> outcomes(String id) {
        return results(id)
                .map(each -> each.getLong("line") + " " + each.getString("outcome"))
                .toList();
    }

    public static Stream<JsonObject> results(String id) {
        return SignedIn.as("auditor")
                .header("Accept-Language", "en")
                .get(IMPORTS + "/" + id + "/results")
                .asString()
                .lines()
                .map(JsonObject::new);
    }

    /** The record of a line of an import. */
    public static String recordOf(String importId, int line) {
        return results(importId)
                .filter(each -> each.getLong("line") == line)
                .map(each -> each.getString("recordId"))
                .findFirst()
                .orElseThrow();
    }

    /** The id of the part of an import that Feixi judges. */
    public static String batchOf(String importId) {
        return SignedIn.as("auditor")
                .queryParam("importId", importId)
                .queryParam("region", COUNTY)
                .get(BATCHES)
                .path("data[0].id");
    }

    /** Somebody else of Feixi's office than the demo's. */
    public static RequestSpecification inspector() {
        if (inspector == null) {
            DataSource database = Arc.container().instance(DataSource.class).get();
            inspector = TestAccount.aMember(database, Roles.AUTHORITY, officeOf("feixi"), Actor.HANDLER);
        }
        return inspector.request();
    }

    private static UUID officeOf(String account) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement =
                        database.prepareStatement("SELECT organization_id FROM account WHERE username = ?")) {
            statement.setString(1, account);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ids of the records that were drawn of a batch. */
    public static List<String> drawn(String batch) {
        return SignedIn.as("auditor").get(BATCHES + "/" + batch + "/sample").path("data.record.id");
    }

    public static Response inspect(RequestSpecification authority, String batch, String record, String finding) {
        return post(
                authority,
                BATCHES + "/" + batch + "/inspections",
                Map.of("recordId", record, "finding", finding, "note", "电话核实"));
    }

    /** Feixi's inspector has found everything as it was said. */
    public static void inspectAll(String batch) {
        drawn(batch)
                .forEach(record -> assertThat(
                                inspect(inspector(), batch, record, "CONFIRMED").statusCode())
                        .isEqualTo(200));
    }

    public static Response accept(String account, String importId) {
        return post(
                SignedIn.as(account),
                IMPORTS + "/" + importId + "/acceptances",
                Map.of("regionCode", COUNTY, "reason", "抽查无误"));
    }

    /** The id of an import whose part in Feixi is accepted and counts, for nobody has objected in time. */
    @SafeVarargs
    public static String counted(Map<String, Object>... lines) {
        String id = imported(lines);
        inspectAll(batchOf(id));
        assertThat(accept("feixi", id).statusCode()).isEqualTo(200);
        passObjections(id);
        return id;
    }

    /** Lets the time to object to an import be over, and counts what it counts for. */
    public static void passObjections(String importId) {
        execute(
                "UPDATE adoption_record SET objection_until = now() - interval '1 second' WHERE import_id = ?",
                UUID.fromString(importId));
        Background.settle();
    }

    /** As somebody could who owns the database. */
    public static void execute(String sql, Object... parameters) {
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Response post(RequestSpecification caller, String path, Map<String, ?> body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "en")
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    public static String status(String record) {
        return SignedIn.as("auditor").get(RECORDS + "/" + record).path("status");
    }

    /** The adopted enterprise with a credit code; null where there is none. */
    public static String enterprise(String creditCode) {
        return SignedIn.as("auditor")
                .queryParam("creditCode", creditCode)
                .get(ENTERPRISES)
                .path("data[0].id");
    }

    /** The id of an adopted enterprise that is not on the platform and whose year is nearly over. */
    public static String confirmable() {
        Map<String, Object> line = strangersLine();
        counted(line);
        String id = enterprise((String) line.get("creditCode"));
        nearItsEnd(id);
        return id;
    }

    /** Lets the year of an adopted enterprise end in thirty days. */
    public static void nearItsEnd(String enterprise) {
        execute(
                "UPDATE adopted_enterprise SET confirmed_until = now() + interval '30 days',"
                        + " valid_until = now() + interval '30 days' WHERE id = ?",
                UUID.fromString(enterprise));
    }

    public static Response object(RequestSpecification enterprise, String record) {
        return post(
                enterprise,
                RECORDS + "/" + record + "/objections",
                Map.of("grounds", "NOT_A_CUSTOMER", "statement", "我单位未签订该合同。"));
    }

    public static Response decide(RequestSpecification authority, String record, String verdict) {
        return post(authority, RECORDS + "/" + record + "/decisions", Map.of("verdict", verdict, "reason", "经核实"));
    }

    /**
     * The id of a record of the demo's first enterprise, about the first kind of service of which nothing was refused
     * yet.
     */
    public static String recordOfTheDemo() {
        return recordOf(importOfTheDemo("S-2", "S-3", "P-1", "P-2", "P-3", "D-1", "D-2", "C-1", "C-2"), 1);
    }

    /** The id of the demo's first enterprise as one that counts. */
    public static String enterpriseOfTheDemo() {
        String known = enterprise(creditCodeOfTheDemo());
        if (known == null
                || SignedIn.as("auditor")
                        .get(ENTERPRISES + "/" + known)
                        .path("status")
                        .equals("LAPSED")) {
            String id = importOfTheDemo("C-3", "P-4", "P-5", "D-3", "D-4");
            inspectAll(batchOf(id));
            assertThat(accept("feixi", id).statusCode()).isEqualTo(200);
            passObjections(id);
        }
        return enterprise(creditCodeOfTheDemo());
    }

    private static String importOfTheDemo(String... categories) {
        for (String category : categories) {
            Map<String, Object> line = line(creditCodeOfTheDemo());
            line.put("categoryCode", category);
            String importId = imported(line);
            if (outcomes(importId).equals(List.of("1 CREATED"))) {
                return importId;
            }
        }
        throw new IllegalStateException("everything was refused of the demo's enterprise");
    }

    /** The credit code of the demo's first enterprise. */
    public static String creditCodeOfTheDemo() {
        return "91340100MA2T00015G";
    }
}
