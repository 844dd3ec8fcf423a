package cn.dengyun.identity.client;

import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The public keys that an API client signs its assertions with. */
final class ClientKeys {

    private static final int MAX_KEYS = 5;
    private static final int MIN_BITS = 2048;
    private static final String CURVE = "P-256";

    private ClientKeys() {}

    /**
     * The JWK Set as it is stored: public members only.
     *
     * <p>Rejects with {@code invalid-request} and {@code jwks-invalid} unless it holds 1 to 5 public keys with ids of
     * their own, RSA of at least 2048 bits or P-256. A private key among them is refused as well: whoever sent it
     * should know that it is not private any more.
     */
    static String checked(Map<String, Object> jwks) {
        try {
            JsonWebKeySet keys = new JsonWebKeySet(JsonUtil.toJson(jwks));
            Set<String> ids = new HashSet<>();
            List<JsonWebKey> found = keys.getJsonWebKeys();
            boolean isGood = !found.isEmpty()
                    && found.size() <= MAX_KEYS
                    && found.size() == ((List<?>) jwks.get("keys")).size()
                    && found.stream().allMatch(key -> isGood(key) && ids.add(key.getKeyId()));
            if (isGood) {
                return keys.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            }
        } catch (JoseException | RuntimeException e) {
            // Not a JWK Set at all, which is told like one with bad keys.
            throw invalid();
        }
        throw invalid();
    }

    private static boolean isGood(JsonWebKey key) {
        if (key.getKeyId() == null || !(key instanceof PublicJsonWebKey pair) || pair.getPrivateKey() != null) {
            return false;
        }
        if (pair instanceof EllipticCurveJsonWebKey curve) {
            return CURVE.equals(curve.getCurveName());
        }
        return pair.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= MIN_BITS;
    }

    private static Rejection invalid() {
        return Rejection.invalid(List.of(Defect.at("/jwks", "jwks-invalid", MAX_KEYS)));
    }
}
