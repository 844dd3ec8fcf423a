package cn.dengyun.voucher.status;

import static cn.dengyun.identity.organization.TestEnterprise.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import cn.dengyun.identity.DemoAccounts;
import cn.dengyun.identity.SignedIn;
import cn.dengyun.platform.signing.SignatureKeyStore;
import cn.dengyun.voucher.status.domain.Credential;
import cn.dengyun.voucher.status.domain.CredentialVerifier;
import cn.dengyun.voucher.status.domain.CredentialVerifier.Verdict;
import cn.dengyun.voucher.status.domain.StatusList;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the phone of the enterprise to the till of the provider, which has nothing but what is published. */
@QuarkusTest
class VoucherCredentialTest {

    private static final String VERIFICATIONS = "/api/v1/voucher-verifications";
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    @Inject
    CredentialKeys keys;

    @Inject
    SignatureKeyStore store;

    @Inject
    DataSource database;

    @Inject
    StatusLimits limits;

    @Inject
    Clock clock;

    @Test
    void theImageHoldsACredentialThatATillVerifiesOffline() throws Exception {
        TestVoucher voucher = TestVoucher.issued();

        Response answer = SignedIn.as("enterprise").accept("image/png").get(voucher.path() + "/qr");

        answer.then().statusCode(200).contentType("image/png").header("Cache-Control", is("no-store"));
        String text = scanned(answer.asByteArray());
        assertThat(text).hasSizeLessThanOrEqualTo(400);
        CredentialVerifier.Verification found = till().verify(text, list(voucher), Instant.now());
        assertThat(found.verdict()).isEqualTo(Verdict.VALID);
        assertThat(found.credential().code()).isEqualTo(voucher.code());
        assertThat(found.credential().faceFen()).isEqualTo(TestVoucher.FACE_FEN);
        assertThat(Duration.between(
                        found.credential().issuedAt(), found.credential().expiresAt()))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(till().verify(text, list(voucher), Instant.now().plus(Duration.ofMinutes(6)))
                        .verdict())
                .isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void theTextComesAsJsonOrPlain() throws Exception {
        TestVoucher voucher = TestVoucher.issued();

        String one = credential(voucher);
        String other = SignedIn.as("enterprise")
                .accept("text/plain")
                .get(voucher.path() + "/qr")
                .asString();

        assertThat(till().verify(one, Instant.now()).verdict()).isEqualTo(Verdict.VALID);
        assertThat(till().verify(other, Instant.now()).verdict()).isEqualTo(Verdict.VALID);
        assertThat(one).as("each has a nonce of its own").isNotEqualTo(other);
    }

    @Test
    void aTillRefusesWhatWasFrozenRevokedUsedUpOrExpiredSince() throws Exception {
        TestVoucher sound = TestVoucher.issued();
        TestVoucher frozen = sound.another();
        TestVoucher revoked = sound.another();
        TestVoucher usedUp = sound.another();
        TestVoucher expired = sound.another();
        List<TestVoucher> all = List.of(sound, frozen, revoked, usedUp, expired);
        List<String> texts = new ArrayList<>();
        for (TestVoucher each : all) {
            texts.add(credential(each));
        }
        frozen.freeze();
        revoked.revoke();
        usedUp.use(TestVoucher.FACE_FEN);
        expired.change("valid_until = now()");

        StatusList list = list(sound);

        assertThat(texts.stream()
                        .map(text -> till().verify(text, list, Instant.now()).verdict()))
                .containsExactly(Verdict.VALID, Verdict.SUSPENDED, Verdict.ENDED, Verdict.USED_UP, Verdict.ENDED);
    }

    @Test
    void aStatusListIsPublicSignedAndConditional() {
        TestVoucher voucher = TestVoucher.issued();
        String path = "/api/v1/programmes/" + voucher.programmeId() + "/voucher-status-list";

        Response list = given().get(path);

        list.then()
                .statusCode(200)
                .contentType("application/statuslist+jwt")
                .header("ETag", notNullValue())
                .header("Cache-Control", is("public, max-age=30"));
        given().header("If-None-Match", list.header("ETag")).get(path).then().statusCode(304);
        given().get("/api/v1/programmes/" + UUID.randomUUID() + "/voucher-status-list")
                .then()
                .statusCode(404)
                .body("code", is("voucher-status-list-not-found"));
    }

    @Test
    void aVoucherThatCannotBeUsedHasNoCredential() {
        TestVoucher voucher = TestVoucher.issued();
        voucher.freeze();

        SignedIn.as("enterprise")
                .accept("application/json")
                .get(voucher.path() + "/qr")
                .then()
                .statusCode(409)
                .body("code", is("voucher-not-usable"));
        SignedIn.as("enterprise2")
                .accept("application/json")
                .get(voucher.path() + "/qr")
                .then()
                .statusCode(404);
        SignedIn.as("hefei")
                .accept("application/json")
                .get(voucher.path() + "/qr")
                .then()
                .statusCode(403);
    }

    @Test
    void aProviderVerifiesACredentialAndLearnsNothingOfTheEnterprise() {
        TestVoucher voucher = TestVoucher.issued();
        voucher.use(1_000_000);

        ValidatableResponse answer = verify("platform", Map.of("by", "CREDENTIAL", "credential", credential(voucher)));

        answer.statusCode(201)
                .body("voucherId", is(voucher.id().toString()))
                .body("code", is(voucher.code()))
                .body("programmeNameZh", is("测试项目"))
                .body("status", is("ACTIVE"))
                .body("isUsable", is(true))
                .body("isForAnotherProvider", is(false))
                .body("by", is("CREDENTIAL"))
                .body("faceFen", is(5_000_000))
                .body("availableFen", is(4_000_000));
        assertThat(answer.extract().asString())
                .doesNotContain(TestVoucher.ENTERPRISE.toString())
                .doesNotContain("organization");
    }

    @Test
    void aCodeWillDoAndIsRecordedEachTime() {
        TestVoucher voucher = TestVoucher.issued();

        verify("application", Map.of("by", "CODE", "code", voucher.code().replace("-", "")))
                .statusCode(201)
                .body("by", is("CODE"));
        verify("application", Map.of("by", "CODE", "code", voucher.code())).statusCode(201);
        verify("application", Map.of("by", "CODE", "code", "DY4K-7M2P-9QXT-6")).statusCode(400);
    }

    @Test
    void ofTwoPresentationsOfTheSameCredentialOneSettles() {
        TestVoucher voucher = TestVoucher.issued();
        String credential = credential(voucher);
        String presentedAt = Instant.now().toString();

        verify("platform", Map.of("by", "CREDENTIAL", "credential", credential, "presentedAt", presentedAt))
                .statusCode(201);
        verify("application", Map.of("by", "CREDENTIAL", "credential", credential, "presentedAt", presentedAt))
                .statusCode(409)
                .body("code", is("credential-already-presented"));
        verify("platform", Map.of("by", "CREDENTIAL", "credential", credential))
                .statusCode(409)
                .body("code", is("credential-already-presented"));
    }

    @Test
    void aRepetitionOfTheSameRequestGetsTheSameAnswer() {
        Map<String, String> shown = Map.of("by", "CREDENTIAL", "credential", credential(TestVoucher.issued()));
        String key = UUID.randomUUID().toString();

        String first = verify("platform", key, shown).statusCode(201).extract().asString();
        ValidatableResponse again = verify("platform", key, shown).statusCode(201);

        again.header("Idempotent-Replayed", is("true"));
        assertThat(again.extract().asString()).isEqualTo(first);
    }

    @Test
    void manyAtTheSameMomentSettleOnce() throws Exception {
        Map<String, String> shown = Map.of("by", "CREDENTIAL", "credential", credential(TestVoucher.issued()));
        List<String> tokens = List.of(SignedIn.tokenOf("platform"), SignedIn.tokenOf("application"));
        ExecutorService tills = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> presentations = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String token = tokens.get(i % 2);
                presentations.add(() -> post(given().auth().oauth2(token), VERIFICATIONS, shown)
                        .extract()
                        .statusCode());
            }
            Map<Integer, Integer> answers = new HashMap<>();
            for (Future<Integer> answer : tills.invokeAll(presentations)) {
                answers.merge(answer.get(), 1, Integer::sum);
            }
            assertThat(answers).isEqualTo(Map.of(201, 1, 409, 23));
        } finally {
            tills.shutdownNow();
        }
    }

    @Test
    void whatWasFrozenInTheMeantimeIsRecordedAsUnusable() {
        TestVoucher voucher = TestVoucher.issued();
        String credential = credential(voucher);
        voucher.freeze();

        verify("platform", Map.of("by", "CREDENTIAL", "credential", credential))
                .statusCode(201)
                .body("isUsable", is(false))
                .body("status", is("FROZEN"));
        verify("platform", Map.of("by", "CREDENTIAL", "credential", credential)).statusCode(409);
    }

    @Test
    void aVoucherOfOneProviderIsNotForAnother() {
        String platform = given().queryParam("organizationId", DemoAccounts.PLATFORM_ORGANIZATION)
                .get("/api/v1/providers")
                .path("data[0].id");
        TestVoucher voucher = TestVoucher.issued();
        voucher.change("provider_id = '" + platform + "'");

        verify("platform", Map.of("by", "CREDENTIAL", "credential", credential(voucher)))
                .body("isUsable", is(true))
                .body("isForAnotherProvider", is(false));
        verify("application", Map.of("by", "CREDENTIAL", "credential", credential(voucher)))
                .body("isUsable", is(false))
                .body("isForAnotherProvider", is(true));
    }

    @Test
    void whatIsAlteredForgedOrOldIsRefused() {
        TestVoucher voucher = TestVoucher.issued();
        String credential = credential(voucher);
        Instant now = Instant.now();
        String signature = credential.substring(credential.lastIndexOf('.'));
        String swapped = credential(voucher).replaceAll("\\.[^.]*$", signature);

        for (String text : List.of("x", credential.substring(1), swapped)) {
            verify("platform", Map.of("by", "CREDENTIAL", "credential", text))
                    .statusCode(422)
                    .body("code", is("credential-not-genuine"));
        }
        String old = expired(voucher, now);
        verify("platform", Map.of("by", "CREDENTIAL", "credential", old))
                .statusCode(422)
                .body("code", is("credential-expired"));
        verify(
                        "platform",
                        Map.of(
                                "by",
                                "CREDENTIAL",
                                "credential",
                                old,
                                "presentedAt",
                                now.minus(Duration.ofHours(1)).toString()))
                .statusCode(201);
    }

    /** Signed with the platform's own key, and good for five minutes an hour ago. */
    private String expired(TestVoucher voucher, Instant now) {
        Instant then = now.minus(Duration.ofHours(1)).minusSeconds(60);
        return new Credential(
                        "AAECAwQFBgcICQoL",
                        voucher.code(),
                        voucher.programmeId(),
                        0,
                        TestVoucher.FACE_FEN,
                        null,
                        then,
                        then.plus(Duration.ofMinutes(5)))
                .signed(keys.active().kid(), keys.active().privateKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"code\": \"DY4K-7M2P-9QXT-6\"}",
                "{\"by\": \"CODE\", \"credential\": \"a\", \"code\": \"DY4K-7M2P-9QXT-6\"}",
                "{\"by\": \"CODE\", \"code\": \"DY4K-7M2P-9QXT-7\"}",
                "{\"by\": \"CREDENTIAL\", \"credential\": \"a\", \"presentedAt\": \"2018-01-01T00:00:00Z\"}",
                "{\"by\": \"CREDENTIAL\", \"credential\": \"a\", \"presentedAt\": \"2999-01-01T00:00:00Z\"}"
            })
    void aQuestionThatMakesNoSenseIsRefused(String body) {
        post(SignedIn.as("platform"), VERIFICATIONS, body)
                .statusCode(400)
                .body("code", is("invalid-request"))
                .body("errors.code", hasItem(notNullValue()));
    }

    @Test
    void systemsNeedTheScope() {
        Map<String, String> shown = Map.of("by", "CREDENTIAL", "credential", credential(TestVoucher.issued()));

        post(given().auth().oauth2(SignedIn.narrowToken("catalogue:read")), VERIFICATIONS, shown)
                .statusCode(403)
                .body("code", is("scope-missing"));
        post(SignedIn.as("enterprise"), VERIFICATIONS, shown).statusCode(403);
        post(SignedIn.asPlatformClient(), VERIFICATIONS, shown).statusCode(201);
    }

    /** A day before it is used, and a week after its successor took over: tills read the keys once a day. */
    @Test
    void aKeyIsToldBeforeItIsUsed() throws Exception {
        String active = keys.active().kid();
        Instant later = clock.instant().plus(limits.keyLifetime()).plus(Duration.ofDays(1));
        try {
            assertThat(store.current(CredentialKeys.table(limits), later)).hasSize(2);
            keys.refresh();
            assertThat(keys.active().kid()).isEqualTo(active);
            assertThat(given().get("/.well-known/voucher-keys.json").<List<String>>path("keys.kid"))
                    .hasSize(2)
                    .startsWith(active);
        } finally {
            forgetAllKeysBut(active);
            keys.refresh();
        }
    }

    private void forgetAllKeysBut(String kid) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM voucher_key WHERE kid <> ?")) {
            delete.setString(1, kid);
            delete.executeUpdate();
        }
    }

    private static String credential(TestVoucher voucher) {
        return SignedIn.as("enterprise")
                .accept("application/json")
                .get(voucher.path() + "/qr")
                .then()
                .statusCode(200)
                .extract()
                .path("credential");
    }

    private static ValidatableResponse verify(String account, Map<String, ?> shown) {
        return verify(account, UUID.randomUUID().toString(), shown);
    }

    private static ValidatableResponse verify(String account, String key, Map<String, ?> shown) {
        RequestSpecification till = SignedIn.as(account).header("Idempotency-Key", key);
        return till.contentType("application/json")
                .body(shown)
                .post(VERIFICATIONS)
                .then();
    }

    /** Built from what is published, and nothing else. */
    private static CredentialVerifier till() {
        Map<String, PublicKey> known = new HashMap<>();
        List<Map<String, String>> published =
                given().get("/.well-known/voucher-keys.json").path("keys");
        for (Map<String, String> key : published) {
            assertThat(key)
                    .containsEntry("kty", "OKP")
                    .containsEntry("crv", "Ed25519")
                    .containsEntry("alg", "EdDSA");
            byte[] bare = Base64.getUrlDecoder().decode(key.get("x"));
            byte[] encoded = ByteBuffer.allocate(ED25519.length + bare.length)
                    .put(ED25519)
                    .put(bare)
                    .array();
            try {
                known.put(
                        key.get("kid"),
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
        return new CredentialVerifier(known);
    }

    private static StatusList list(TestVoucher voucher) {
        String text = given().get("/api/v1/programmes/" + voucher.programmeId() + "/voucher-status-list")
                .asString();
        return till().list(text).orElseThrow();
    }

    private static String scanned(byte[] png) throws Exception {
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(source));
        try {
            return new QRCodeReader().decode(bitmap).getText();
        } catch (ReaderException e) {
            // What marks the corners may also stand in a code by chance, and then this one has to be told where to
            // look.
            return new QRCodeReader()
                    .decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true))
                    .getText();
        }
    }
}
