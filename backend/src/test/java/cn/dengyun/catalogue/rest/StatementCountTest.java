package cn.dengyun.catalogue.rest;

import static cn.dengyun.catalogue.TestProvider.anOffering;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.catalogue.TestProvider;
import cn.dengyun.platform.job.Background;
import cn.dengyun.programme.DemoProgramme;
import cn.dengyun.provider.KnownProviders;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request costs: a statement too many is a round trip too many for everybody. */
@QuarkusTest
class StatementCountTest {

    private static TestProvider provider;
    private static String id;

    private Background background;

    /** The provider and the token are in memory afterwards, as they are for all but the first request. */
    @BeforeEach
    void warmUp() {
        if (provider == null) {
            provider = TestProvider.aProvider();
            id = provider.published("counted");
        }
        // Who is told of what these and other tests do costs statements too.
        background = Background.paused();
    }

    /** What is known of a provider is known for some seconds only, which begin here. */
    private static void know(String... providers) {
        for (String each : providers) {
            KnownProviders.forget(UUID.fromString(each));
            given().get("/api/v1/providers/{id}", each).then().statusCode(200);
        }
    }

    @AfterEach
    void goOn() {
        background.close();
    }

    @Test
    void aReadIsOneStatement() {
        assertStatements(1, 200, () -> given().get("/api/v1/offerings/{id}", id));
        assertStatements(1, 200, () -> provider.request().get("/api/v1/offerings/{id}", id));
        assertStatements(1, 200, () -> given().get(provider.path(), "counted"));
        assertStatements(1, 200, () -> given().get("/api/v1/offerings/{id}/quality-report", id));
        String tag = given().get("/api/v1/offerings/{id}", id).header("ETag");
        assertStatements(1, 304, () -> given().header("If-None-Match", tag).get("/api/v1/offerings/{id}", id));
    }

    @Test
    void aReadOfVersionsIsOneMore() {
        assertStatements(2, 200, () -> given().get("/api/v1/offerings/{id}/versions", id));
        assertStatements(2, 200, () -> given().get("/api/v1/offerings/{id}/versions/1", id));
    }

    @Test
    void aPageOfAListIsOneStatement() {
        assertStatements(1, 200, () -> provider.request().get("/api/v1/providers/{id}/offerings", provider.id()));
        assertStatements(1, 200, () -> given().get("/api/v1/catalogue/changes"));
        // But for the one by which the platform itself follows the facts, see StatementRecorder.
        assertStatements(0, 200, () -> provider.request().get("/api/v1/events"));
        // The names of providers that nobody has asked for lately are one more.
        Supplier<Response> latest =
                () -> given().queryParam("sort", "-updatedAt").get("/api/v1/offerings");
        List<String> theirs = latest.get().path("data.providerId");
        know(theirs.stream().distinct().toArray(String[]::new));
        assertStatements(1, 200, latest);
    }

    @Test
    void aReadOfAProgrammeIsOneStatementAndOfWhatItHoldsOneMore() {
        String path = "/api/v1/programmes/" + DemoProgramme.ID;

        assertStatements(1, 200, () -> given().get(path));
        assertStatements(1, 200, () -> given().get("/api/v1/programmes"));
        String tag = given().get(path).header("ETag");
        assertStatements(1, 304, () -> given().header("If-None-Match", tag).get(path));
        assertStatements(2, 200, () -> given().get(path + "/budgets"));
        // With one for all the clauses that the rules cite.
        assertStatements(3, 200, () -> given().get(path + "/rule-versions/1"));
        // But for the one by which the balances are read, as the ledger itself does, see StatementRecorder.
        assertStatements(1, 200, () -> given().get(path + "/conservation"));
    }

    @Test
    void aDeclarationThatChangesNothingReadsAndConfirms() {
        assertStatements(3, 200, () -> provider.put("counted", anOffering("counted")));
    }

    @Test
    void aDeclarationWritesRowVersionChangeFactAndAuditEntry() {
        assertStatements(7, 201, () -> provider.put("created", anOffering("新")));
        assertStatements(7, 200, () -> provider.put("created", anOffering("改")));
    }

    @Test
    void aRefusedDeclarationOnlyReads() {
        assertStatements(1, 400, () -> provider.put("refused", "{}"));
        assertStatements(0, 404, () -> provider.get(" "));
        assertStatements(
                0, 401, () -> given().contentType("application/json").body("{}").put(provider.path(), "x"));
    }

    @Test
    void aRetirementLocksReadsAndWritesStatusChangeFactAndAuditEntry() {
        provider.published("retired");

        assertStatements(6, 204, () -> provider.delete("retired", "*"));
    }

    /** BEGIN and COMMIT travel with their neighbours and do not count. */
    private static void assertStatements(int count, int status, Supplier<Response> request) {
        know(provider.id());
        StatementRecorder.forget();
        request.get().then().statusCode(status);
        assertThat(StatementRecorder.statements()).hasSize(count);
    }
}
