package cn.dengyun.provider;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import io.quarkus.arc.Arc;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What authorities find of providers, made by asking the platform. */
public final class TestSupervision {

    public static final String INCIDENTS = "/api/v1/security-incidents";
    public static final String EVALUATIONS = "/api/v1/security-evaluations";
    public static final String SANCTIONS = "/api/v1/sanctions";
    private static final Map<String, String> WHY = Map.of("reason", "情况属实");

    private TestSupervision() {}

    public static Map<String, Object> anIncident(String provider) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new HashMap<>(Map.of(
                "providerId", provider,
                "title", "对象存储服务数据泄露",
                "description", "存储桶权限配置错误。",
                "affected", "对象存储",
                "grade", "LARGE",
                "occurredAt", now.minus(3, ChronoUnit.DAYS).toString(),
                "foundAt", now.minus(2, ChronoUnit.DAYS).toString()));
    }

    /** A recorded one, which is another than all that were dismissed. */
    public static String recorded(String provider, String account) {
        Map<String, Object> incident = anIncident(provider);
        incident.put("anotherEventBecause", "另一起事件");
        return post(account, INCIDENTS, incident).statusCode(201).extract().path("id");
    }

    /** One that the province looks into. */
    public static String investigated(String provider) {
        String id = recorded(provider, "province");
        move("province", INCIDENTS, id, "investigations").statusCode(200);
        return id;
    }

    public static String determined(String provider) {
        String id = investigated(provider);
        post("province2", INCIDENTS + "/" + id + "/determinations", Map.of("grade", "MAJOR", "finding", "属实"))
                .statusCode(200);
        return id;
    }

    public static Map<String, Object> anEvaluation(String provider, String result) {
        return Map.of(
                "providerId",
                provider,
                "subject",
                "对象存储",
                "evaluator",
                "安徽省信息安全测评中心",
                "standard",
                "GB/T 22239-2008 第三级",
                "result",
                result,
                "evaluatedOn",
                LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(2).toString());
    }

    public static String evaluated(String provider, String account, String result) {
        return post(account, EVALUATIONS, anEvaluation(provider, result))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A provider of a city. */
    public static String aProviderOf(String regionCode) {
        return asProvider(TestEnterprise.registered("PROVIDER", regionCode));
    }

    /** The provider that an organisation is from now on. */
    public static String asProvider(TestEnterprise organization) {
        return TestRegister.provider(organization.id(), "测试云", ProviderKind.CLOUD_APPLICATION);
    }

    /** One because of an evaluation. */
    public static String proposed(String provider, String account) {
        return post(
                        account,
                        SANCTIONS,
                        Map.of(
                                "securityEvaluationId", evaluated(provider, account, "FAILED"),
                                "legalBasis", "《“皖企登云”行动计划（2018—2020年）》",
                                "reason", "未通过安全评测，取消服务商资质。"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** One that the province has proposed and that can be decided by another person. */
    public static String heard(String provider) {
        String id = proposed(provider, "province");
        move("province", SANCTIONS, id, "hearings").statusCode(200);
        set("UPDATE sanction SET hearing_until = now() - interval '1 second' WHERE id = ?", id);
        return id;
    }

    public static String imposed(String provider) {
        String id = heard(provider);
        move("province2", SANCTIONS, id, "decisions").statusCode(200);
        return id;
    }

    public static ValidatableResponse move(String account, String path, String id, String what) {
        return post(account, path + "/" + id + "/" + what, WHY);
    }

    public static ValidatableResponse post(String account, String path, Object body) {
        return TestEnterprise.post(SignedIn.as(account), path, body);
    }

    /** As somebody could who owns the database. */
    public static void set(String statement, String id) {
        DataSource database = Arc.container().instance(DataSource.class).get();
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setObject(1, UUID.fromString(id));
            assertThat(prepared.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
