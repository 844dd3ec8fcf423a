package cn.dengyun.adoption.rule;

import static cn.dengyun.adoption.rule.TestAdoptionRules.PATH;
import static cn.dengyun.adoption.rule.TestAdoptionRules.drawnUp;
import static cn.dengyun.adoption.rule.TestAdoptionRules.form;
import static cn.dengyun.adoption.rule.TestAdoptionRules.move;
import static cn.dengyun.adoption.rule.TestAdoptionRules.post;
import static cn.dengyun.adoption.rule.TestAdoptionRules.today;
import static cn.dengyun.identity.SignedIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import cn.dengyun.platform.database.OwnerDatabase;
import cn.dengyun.platform.job.WorkerThread;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of adoption: the province draws one up, somebody else of it approves it, and the first holds until then. */
@QuarkusTest
class AdoptionRuleTest {

    @Inject
    AdoptionRules rules;

    @Inject
    Pool pool;

    @Test
    void theTableOfMovesIsWhole() {
        Map<AdoptionRuleStatus, List<AdoptionRuleMove>> expected = Map.of(
                AdoptionRuleStatus.DRAFT, List.of(AdoptionRuleMove.APPROVE, AdoptionRuleMove.WITHDRAW),
                AdoptionRuleStatus.APPROVED, List.of(),
                AdoptionRuleStatus.WITHDRAWN, List.of());

        for (AdoptionRuleStatus status : AdoptionRuleStatus.values()) {
            assertThat(Arrays.stream(AdoptionRuleMove.values()).filter(each -> each.isAllowedFrom(status)))
                    .containsExactlyElementsOf(expected.get(status));
        }
        assertThatThrownBy(() -> AdoptionRuleMove.APPROVE.from(AdoptionRuleStatus.WITHDRAWN))
                .hasMessage("transition-not-allowed");
    }

    @Test
    void theFirstRuleHoldsUntilThereIsAnother() {
        given().queryParam("status", "APPROVED")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("data.number", hasItem(1));
        assertThat(WorkerThread.await(rules.at(pool, Instant.parse("2001-01-01T00:00:00Z")))
                        .number())
                .isEqualTo(1);
        assertThat(WorkerThread.await(rules.at(pool, Instant.now())).form().objectionDays())
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void aSecondPersonOfTheProvinceApproves() {
        String id = drawnUp();

        given().get(PATH + "/" + id).then().statusCode(404).body("code", is("adoption-rule-not-found"));
        as("hefei").get(PATH + "/" + id).then().statusCode(404);
        as("province2").get(PATH + "/" + id).then().body("availableActions", contains("APPROVE", "WITHDRAW"));
        as("province").get(PATH + "/" + id).then().body("availableActions", contains("WITHDRAW"));
        move("hefei", id, "approvals").statusCode(404);
        move("enterprise", id, "approvals").statusCode(403);
        move("province", id, "approvals").statusCode(403).body("code", is("four-eyes-required"));
        move("province2", id, "approvals").statusCode(200).body("status", is("APPROVED"));
        move("province2", id, "approvals").statusCode(409).body("code", is("transition-not-allowed"));
        move("province", id, "withdrawals").statusCode(409);
        given().get(PATH + "/" + id).then().statusCode(200).body("sampleShare", is("0.1"));
    }

    @Test
    void allThatIsWrongIsToldAndOnlyTheProvinceDrawsOneUp() {
        Map<String, Object> wrong = form();
        wrong.put("effectiveOn", today().toString());
        wrong.put("deepCategories", List.of("S-1", "Z-9"));
        wrong.put("sampleMin", 101);
        wrong.put("sampleShare", "0.0");
        Map<String, Object> loose = form();
        loose.put("objectionDays", 9);

        post("hefei", PATH, form()).statusCode(403).body("code", is("not-yours"));
        post("platform", PATH, form()).statusCode(403);
        post("province", PATH, wrong)
                .statusCode(400)
                .body(
                        "errors.code",
                        containsInAnyOrder(
                                "adoption-rule-too-early",
                                "unknown-code",
                                "adoption-sample-bounds",
                                "adoption-sample-nothing"));
        post("province", PATH, loose).statusCode(400).body("errors.pointer", contains("/objectionDays"));
    }

    @Test
    void whatNobodyApprovesInTimeIsWithdrawn() throws Exception {
        String id = drawnUp();
        try (Connection database = OwnerDatabase.connect();
                PreparedStatement statement =
                        database.prepareStatement("UPDATE adoption_rule SET effective_on = ? WHERE id = ?")) {
            statement.setObject(1, today());
            statement.setObject(2, UUID.fromString(id));
            statement.executeUpdate();
        }

        move("province2", id, "approvals").statusCode(409).body("code", is("adoption-rule-late"));
        move("province2", id, "withdrawals").statusCode(200).body("status", is("WITHDRAWN"));
        given().get(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void thoseThatAreDrawnUpAtTheSameTimeHaveNumbersOfTheirOwn() {
        List<CompletableFuture<Integer>> drawn = Stream.generate(() -> CompletableFuture.supplyAsync(() ->
                        post("province", PATH, form()).statusCode(201).extract().<Integer>path("number")))
                .limit(4)
                .toList();

        assertThat(drawn.stream().map(CompletableFuture::join)).doesNotHaveDuplicates();
    }
}
