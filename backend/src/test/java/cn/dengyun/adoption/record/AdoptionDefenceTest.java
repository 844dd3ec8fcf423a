package cn.dengyun.adoption.record;

import static cn.dengyun.adoption.record.TestAdoption.BATCHES;
import static cn.dengyun.adoption.record.TestAdoption.ENTERPRISES;
import static cn.dengyun.adoption.record.TestAdoption.RECORDS;
import static cn.dengyun.adoption.record.TestAdoption.accept;
import static cn.dengyun.adoption.record.TestAdoption.batchOf;
import static cn.dengyun.adoption.record.TestAdoption.body;
import static cn.dengyun.adoption.record.TestAdoption.carriedOut;
import static cn.dengyun.adoption.record.TestAdoption.counted;
import static cn.dengyun.adoption.record.TestAdoption.decide;
import static cn.dengyun.adoption.record.TestAdoption.enterprise;
import static cn.dengyun.adoption.record.TestAdoption.execute;
import static cn.dengyun.adoption.record.TestAdoption.imported;
import static cn.dengyun.adoption.record.TestAdoption.inspect;
import static cn.dengyun.adoption.record.TestAdoption.inspectAll;
import static cn.dengyun.adoption.record.TestAdoption.inspector;
import static cn.dengyun.adoption.record.TestAdoption.line;
import static cn.dengyun.adoption.record.TestAdoption.nearItsEnd;
import static cn.dengyun.adoption.record.TestAdoption.object;
import static cn.dengyun.adoption.record.TestAdoption.outcomes;
import static cn.dengyun.adoption.record.TestAdoption.passObjections;
import static cn.dengyun.adoption.record.TestAdoption.post;
import static cn.dengyun.adoption.record.TestAdoption.recordOf;
import static cn.dengyun.adoption.record.TestAdoption.results;
import static cn.dengyun.adoption.record.TestAdoption.send;
import static cn.dengyun.adoption.record.TestAdoption.status;
import static cn.dengyun.adoption.record.TestAdoption.strangersLine;
import static cn.dengyun.adoption.record.TestAdoption.today;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import cn.dengyun.identity.SignedIn;
import cn.dengyun.identity.organization.TestEnterprise;
import cn.dengyun.platform.job.Background;
import cn.dengyun.provider.TestSupervision;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What somebody could try who wants more to count than is so, or less. */
@QuarkusTest
class AdoptionDefenceTest {

    private static RequestSpecification platform() {
        return SignedIn.as("platform");
    }

    private static String code(Response answer) {
        return answer.path("code");
    }

    private static Response withdraw(String record) {
        return post(platform(), RECORDS + "/" + record + "/withdrawals", Map.of("reason", "录入有误"));
    }

    private static Response giveBack(String batch) {
        return post(SignedIn.as("feixi"), BATCHES + "/" + batch + "/returns", Map.of("reason", "样本不属实"));
    }

    private static Map<String, Object> with(Map<String, Object> line, String field, Object value) {
        Map<String, Object> other = new HashMap<>(line);
        other.put(field, value);
        return other;
    }

    private static String firstDefect(String importId) {
        return results(importId)
                .map(each -> each.getJsonArray("errors").getJsonObject(0).getString("code"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherNumberMakesNoOtherContractOfWhatWasFoundUntrue() {
        Map<String, Object> line = strangersLine();
        String importId = imported(line);
        String record = recordOf(importId, 1);
        assertThat(inspect(inspector(), batchOf(importId), record, "UNTRUE").statusCode())
                .isEqualTo(200);
        assertThat(giveBack(batchOf(importId)).statusCode()).isEqualTo(200);
        Background.settle();

        assertThat(status(record)).isEqualTo("REJECTED");
        assertThat(outcomes(imported(line))).containsExactly("1 CONFLICT");
        String again = imported(with(line, "contractNumber", "HT-" + UUID.randomUUID()));
        assertThat(outcomes(again)).containsExactly("1 CONFLICT");
        assertThat(firstDefect(again)).isEqualTo("adoption-record-refused");
        assertThat(recordOf(again, 1)).isEqualTo(record);
        Map<String, Object> other = with(line, "contractNumber", "HT-" + UUID.randomUUID());
        assertThat(outcomes(imported(with(other, "categoryCode", "S-3")))).containsExactly("1 CREATED");
    }

    @Test
    void aContractThatWasSignedSinceIsAnotherOne() {
        Map<String, Object> line = strangersLine();
        String importId = counted(line);
        String record = recordOf(importId, 1);
        assertThat(post(SignedIn.as("feixi"), RECORDS + "/" + record + "/removals", Map.of("reason", "已停用"))
                        .statusCode())
                .isEqualTo(200);
        execute(
                "UPDATE adoption_record SET updated_at = now() - interval '30 days' WHERE id = ?",
                UUID.fromString(record));

        assertThat(outcomes(imported(with(line, "contractNumber", "HT-" + UUID.randomUUID()))))
                .containsExactly("1 CREATED");
        assertThat(outcomes(imported(line))).containsExactly("1 CONFLICT");
    }

    @Test
    void whatIsTakenBackBeforeTheCountySaysSoIsRefutedAllTheSame() {
        Map<String, Object> line = strangersLine();
        String importId = imported(line, strangersLine());
        String record = recordOf(importId, 1);
        assertThat(inspect(inspector(), batchOf(importId), record, "UNTRUE").statusCode())
                .isEqualTo(200);
        assertThat(withdraw(record).statusCode()).isEqualTo(200);
        assertThat(code(accept("feixi", importId))).isEqualTo("adoption-sample-open");

        assertThat(giveBack(batchOf(importId)).statusCode()).isEqualTo(200);

        assertThat(status(record)).isEqualTo("REJECTED");
        Background.settle();
        assertThat(status(recordOf(importId, 2))).isEqualTo("RETURNED");
        assertThat(outcomes(imported(line))).containsExactly("1 CONFLICT");
    }

    @Test
    void anObjectionIsNotDodgedByTakingTheRecordBack() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> line = line(enterprise.creditCode());
        String record = recordOf(imported(line), 1);
        assertThat(object(enterprise.request(), record).statusCode()).isEqualTo(200);
        assertThat(outcomes(imported(line))).containsExactly("1 CONFLICT");
        assertThat(withdraw(record).statusCode()).isEqualTo(200);

        assertThat(firstDefect(imported(line))).isEqualTo("adoption-record-refused");
        assertThat(firstDefect(imported(with(line, "contractNumber", "HT-" + UUID.randomUUID()))))
                .isEqualTo("adoption-record-refused");
        assertThat(status(record)).isEqualTo("WITHDRAWN");
    }

    @Test
    void nobodyObjectsTwiceToTheSameAndEverybodyToWhatIsNew() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        Map<String, Object> line = line(enterprise.creditCode());
        String importId = imported(line);
        String record = recordOf(importId, 1);
        assertThat(object(enterprise.request(), record).statusCode()).isEqualTo(200);
        assertThat(decide(SignedIn.as("feixi"), record, "DISMISSED").statusCode())
                .isEqualTo(200);

        assertThat(code(object(enterprise.request(), record))).isEqualTo("adoption-objection-decided");
        assertThat(enterprise.request().get(RECORDS + "/" + record).<List<String>>path("availableActions"))
                .isEmpty();
        inspectAll(batchOf(importId));
        assertThat(accept("feixi", importId).statusCode()).isEqualTo(200);
        passObjections(importId);
        assertThat(status(record)).isEqualTo("COUNTED");
        assertThat(outcomes(imported(with(line, "lastUsedOn", today().toString()))))
                .containsExactly("1 CHANGED");
        assertThat(object(enterprise.request(), record).statusCode()).isEqualTo(200);
        assertThat(enterprise.request().get(ENTERPRISES).<List<String>>path("data.status"))
                .containsExactly("LAPSED");
    }

    @Test
    void whoeverIsFrozenIsHeardAndConfirmsNothing() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        counted(line(enterprise.creditCode()));
        String adopted = enterprise(enterprise.creditCode());
        nearItsEnd(adopted);
        String record = recordOf(imported(line(enterprise.creditCode())), 1);
        assertThat(post(SignedIn.as("feixi"), enterprise.path() + "/freezes", Map.of("reason", "核查"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(object(enterprise.request(), record).statusCode()).isEqualTo(200);
        assertThat(code(post(
                        enterprise.request(),
                        ENTERPRISES + "/" + adopted + "/confirmations",
                        Map.of("inUse", true, "reason", "仍在使用"))))
                .isEqualTo("organization-frozen");
    }

    @Test
    void whoeverIsNotCertifiedAnyMoreDoesNotConfirmForTheEnterprise() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        counted(line(enterprise.creditCode()));
        String adopted = enterprise(enterprise.creditCode());
        nearItsEnd(adopted);
        Map<String, Object> inUse = Map.of("inUse", true, "reason", "仍在使用");
        String path = ENTERPRISES + "/" + adopted;

        assertThat(post(SignedIn.as("feixi"), enterprise.path() + "/revocations", Map.of("reason", "冒用身份"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(post(enterprise.request(), path + "/confirmations", inUse).statusCode())
                .isEqualTo(404);
        assertThat(post(SignedIn.as("feixi"), path + "/confirmations", inUse).statusCode())
                .isEqualTo(200);
        enterprise.certifyBy("feixi");
        assertThat(enterprise.request().get(path).<String>path("status")).isEqualTo("ADOPTED");
    }

    @Test
    void whoeverIsCertifiedWhileARecordIsMadeIsToldBeforeItCounts() {
        TestEnterprise enterprise = TestEnterprise.certified("340123", "feixi");
        String importId = imported(line(enterprise.creditCode()));
        String record = recordOf(importId, 1);
        execute(
                "UPDATE adoption_record SET organization_id = NULL, told_at = NULL WHERE id = ?",
                UUID.fromString(record));
        inspectAll(batchOf(importId));
        assertThat(accept("feixi", importId).statusCode()).isEqualTo(200);

        passObjections(importId);

        assertThat(status(record)).isEqualTo("PENDING");
        assertThat(enterprise.request().get(RECORDS + "/" + record).<List<String>>path("availableActions"))
                .containsExactly("OBJECT");
        passObjections(importId);
        assertThat(status(record)).isEqualTo("COUNTED");
    }

    @Test
    void aContractThatLastsLongerWaitsForTheCountyAndIsNotLost() {
        Map<String, Object> line = strangersLine();
        line.put("endsOn", today().plusDays(30).toString());
        String first = counted(line);
        String record = recordOf(first, 1);
        String longer = today().plusDays(400).toString();
        String second = imported(with(line, "endsOn", longer));
        assertThat(outcomes(second)).containsExactly("1 CHANGED");

        execute("UPDATE adoption_record SET ends_on = starts_on WHERE id = ?", UUID.fromString(record));
        Background.settle();

        assertThat(status(record)).isEqualTo("PENDING");
        String adopted = enterprise((String) line.get("creditCode"));
        assertThat(SignedIn.as("feixi").get(ENTERPRISES + "/" + adopted).<String>path("status"))
                .isEqualTo("LAPSED");
        inspectAll(batchOf(second));
        assertThat(accept("feixi", second).statusCode()).isEqualTo(200);
        passObjections(second);
        assertThat(status(record)).isEqualTo("COUNTED");
        assertThat(SignedIn.as("feixi").get(RECORDS + "/" + record).<String>path("endsOn"))
                .isEqualTo(longer);
        assertThat(SignedIn.as("feixi").get(ENTERPRISES + "/" + adopted).<String>path("status"))
                .isEqualTo("ADOPTED");
    }

    @Test
    void nothingNewOfAProviderCountsThatIsDisqualifiedAndWhatCountedStays() {
        TestEnterprise seller = TestEnterprise.certified("PROVIDER", "340123", "feixi");
        String provider = TestSupervision.asProvider(seller);
        RequestSpecification sender = given().auth().oauth2(seller.token());
        String before = carriedOut(send(sender, body(strangersLine())));
        inspectAll(batchOf(before));
        assertThat(accept("feixi", before).statusCode()).isEqualTo(200);
        passObjections(before);
        String after = carriedOut(send(given().auth().oauth2(seller.token()), body(strangersLine())));
        inspectAll(batchOf(after));
        assertThat(accept("feixi", after).statusCode()).isEqualTo(200);

        TestSupervision.imposed(provider);
        passObjections(after);

        assertThat(status(recordOf(before, 1))).isEqualTo("COUNTED");
        assertThat(status(recordOf(after, 1))).isEqualTo("RETURNED");
        assertThat(code(send(given().auth().oauth2(seller.token()), body(strangersLine()))))
                .isEqualTo("provider-disqualified");
    }

    @Test
    void oneEnterpriseHasNoMoreContractsThanAnybodyCanLookAt() {
        Map<String, Object> line = strangersLine();
        String record = recordOf(imported(line), 1);
        execute("""
                INSERT INTO adoption_record SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(),
                    'reference', 'HT-' || n, 'status', 'WITHDRAWN', 'batch_id', NULL))).*
                FROM adoption_record r, generate_series(1, 499) AS n WHERE r.id = ?
                """, UUID.fromString(record));

        String more = imported(with(line, "contractNumber", "HT-" + UUID.randomUUID()));

        assertThat(outcomes(more)).containsExactly("1 REJECTED");
        assertThat(firstDefect(more)).isEqualTo("adoption-contracts-too-many");
        assertThat(outcomes(imported(line))).containsExactly("1 UNCHANGED");
    }
}
