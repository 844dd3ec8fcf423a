package cn.dengyun.platform.signing;

import cn.dengyun.platform.signing.domain.SignatureKey;
import cn.dengyun.platform.signing.domain.TokenStatusList;
import cn.dengyun.platform.web.EntityTags;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A status list as it is given out: a token with its entity tag.
 *
 * @param size how many places it has
 * @param age how old it may be when it is given out
 */
public record SignedStatusList(String token, String tag, Instant madeAt, int size, Duration age) {

    public static final String MEDIA_TYPE = "application/statuslist+jwt";

    /** For the contract. */
    public static final String EXAMPLE =
            "eyJhbGciOiJFZERTQSIsInR5cCI6InN0YXR1c2xpc3Qrand0Iiwia2lkIjoiYTFCMmMzRDQifQ.e30.c2ln";

    /** Signs a list of so many places. */
    public static SignedStatusList of(TokenStatusList list, int size, SignatureKey key, Duration age) {
        String token = list.signed(key.kid(), key.privateKey(), age.toSeconds());
        return new SignedStatusList(token, EntityTags.ofContent(token), list.issuedAt(), size, age);
    }

    /** With its tag and how long it may be kept, or 304 without it when the caller knows that tag already. */
    public RestResponse<String> response(String ifNoneMatch) {
        RestResponse<String> response = EntityTags.respond(token, tag, ifNoneMatch);
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "public, max-age=" + age.toSeconds());
        return response;
    }

    boolean isFreshAt(Instant now) {
        return now.isBefore(madeAt.plus(age));
    }
}
