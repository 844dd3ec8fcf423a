package cn.dengyun.provider.payee;

import static cn.dengyun.identity.SignedIn.as;
import static io.restassured.RestAssured.given;

import cn.dengyun.contract.AccessFamily;
import cn.dengyun.contract.AccessOwner;
import cn.dengyun.contract.AccessThing;
import cn.dengyun.files.TestDocuments;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Payee accounts that organisations of the demo propose, on which the access matrix and the examples are tried. */
@Singleton
public final class TestPayeeAccounts implements AccessThing {

    static final String PATH = "/api/v1/payee-accounts";

    @Override
    public AccessFamily family() {
        return new AccessFamily(PATH + "/{}", Set.of(AccessOwner.values()), AccessFamily.Secrecy.HIDDEN);
    }

    /** Finance pays everybody. */
    @Override
    public Map<String, String> exceptions() {
        return Map.of(
                "getPayeeAccount FINANCE", "yes",
                "verifyPayeeAccount FINANCE", "yes",
                "rejectPayeeAccount FINANCE", "yes");
    }

    @Override
    public String make(AccessOwner owner) {
        String account = owner.account();
        withdrawPending(account);
        String name = as(account)
                .get("/api/v1/organizations/" + owner.organizationId())
                .path("nameZh");
        return post(as(account), PATH, aForm(name, aNumber(), document(as(account))))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** So that the organisation may propose another. */
    public static void withdrawPending(String account) {
        List<String> pending = as(account)
                .queryParam("limit", 200)
                .get(PATH)
                .path("data.findAll { it.availableActions.contains('WITHDRAW') }.id");
        pending.forEach(id -> post(as(account), PATH + "/" + id + "/withdrawals", Map.of("reason", "另行申报"))
                .then()
                .statusCode(200));
    }

    static Map<String, Object> aForm(String holder, String number, String document) {
        return Map.of(
                "holder", holder,
                "bankName", "徽商银行测试支行",
                "bankCode", "319361000013",
                "number", number,
                "documentId", document);
    }

    /** Of a settlement account, and nobody's. */
    public static String aNumber() {
        return "10237" + ThreadLocalRandom.current().nextLong(10_000_000_000_000L, 100_000_000_000_000L);
    }

    /** That the organisation of a token wants to be paid to this number. */
    public static void proposed(String token, String holder, String number) {
        String document = document(given().auth().oauth2(token));
        post(given().auth().oauth2(token), PATH, aForm(holder, number, document))
                .then()
                .statusCode(201);
    }

    /** An attachment of the caller's organisation. */
    public static String document(RequestSpecification caller) {
        return TestDocuments.sent(caller, "开户证明.pdf", "application/pdf", TestDocuments.aPdf());
    }

    static io.restassured.response.Response post(RequestSpecification caller, String path, Object body) {
        return caller.header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }
}
