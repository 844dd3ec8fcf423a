package cn.dengyun.identity.factor;

import static io.restassured.RestAssured.given;

import cn.dengyun.identity.TestAccount;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.binary.Base32;

/** An authenticator app, and what its owner does with it. */
final class TestFactor {

    static final String PATH = "/api/v1/me/second-factor";

    private final byte[] secret;

    private TestFactor(String secret) {
        this.secret = new Base32().decode(secret);
    }

    /** Begins to enrol. */
    static TestFactor begun(String token) {
        return new TestFactor(post(token, "", Map.of("password", TestAccount.PASSWORD))
                .statusCode(200)
                .extract()
                .path("secret"));
    }

    /**
     * Turns the second factor on with the present code. The one after it is left for later: should the step end before
     * it is used, it is the present one then, and nothing fails at the end of a step.
     */
    List<String> confirmed(String token) {
        return post(token, "/confirmations", Map.of("code", code(0)))
                .statusCode(200)
                .extract()
                .path("recoveryCodes");
    }

    /** The code of the present time step, or of one so many steps away. */
    String code(int steps) {
        return OneTimeCodes.at(secret, Instant.now().plusSeconds(30L * steps));
    }

    static ValidatableResponse post(String token, String path, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(new HashMap<>(body))
                .post(PATH + path)
                .then();
    }
}
