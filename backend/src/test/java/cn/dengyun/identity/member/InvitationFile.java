package cn.dengyun.identity.member;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Files by which several people are invited. */
final class InvitationFile {

    static final String HEADER = "统一社会信用代码,单位角色,平台角色,姓名,邮箱\n";

    private InvitationFile() {}

    static String row(String creditCode, String organizationRole, String roles, String name, String email) {
        return String.join(",", creditCode, organizationRole, roles, name, email) + "\n";
    }

    /** Asked once, with a key of its own. */
    static ValidatableResponse upload(String token, String file) {
        return upload(token, UUID.randomUUID().toString(), "", file);
    }

    static ValidatableResponse upload(String token, String key, String query, String file) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .header("Content-Type", "text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/invitations" + query)
                .then();
    }
}
