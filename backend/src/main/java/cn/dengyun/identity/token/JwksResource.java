package cn.dengyun.identity.token;

import cn.dengyun.platform.web.Caching;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys of the issuer (RFC 7517), for whoever wants to verify access tokens without asking the platform. */
@Path("/.well-known/jwks.json")
@Tag(name = "Identity")
public class JwksResource {

    private final IssuerTrust trust;

    JwksResource(IssuerTrust trust) {
        this.trust = trust;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Caching(Caching.FIVE_MINUTES)
    @Operation(
            operationId = "getSigningKeys",
            summary = "Public keys that access tokens are signed with",
            description =
                    "A new key appears ten minutes before the first token is signed with it, and stays for a day after"
                            + " its successor took over, so a copy may be kept for five minutes.")
    public RestResponse<KeySet> keys() {
        List<Key> keys = trust.published().stream().map(Key::of).toList();
        return RestResponse.ok(new KeySet(keys));
    }

    /** A JWK Set. */
    @Schema(name = "JsonWebKeySet", description = "The JWK Set of RFC 7517 §5")
    public record KeySet(
            @Schema(required = true, description = "Oldest first")
            List<Key> keys) {}

    /** One RSA public key. */
    @Schema(name = "JsonWebKey", description = "An RSA public key (RFC 7517 §4, RFC 7518 §6.3.1)")
    public record Key(
            @Schema(required = true, description = "The kind of key (RFC 7517 §4.1)", examples = "RSA")
            String kty,

            @Schema(required = true, description = "What the key is for: signatures (RFC 7517 §4.2)", examples = "sig")
            String use,

            @Schema(
                    required = true,
                    description = "The algorithm of the signatures (RFC 7518 §3.1)",
                    examples = "RS256")
            String alg,

            @Schema(
                    required = true,
                    description = "Named by the `kid` header of the tokens signed with it",
                    examples = "01a20aba-b9b9-7000-bba8-1bebd5e8063c")
            String kid,

            @Schema(
                    required = true,
                    description = "Modulus, Base64url of the unsigned big-endian number",
                    examples = "k0jBPWXwnW7b2fb5bz7QaWJ_g1lsFQ_oC_lyDU_1Ow")
            String n,

            @Schema(required = true, description = "Exponent, likewise", examples = "AQAB")
            String e) {

        static Key of(SigningKey key) {
            return new Key(
                    "RSA",
                    "sig",
                    "RS256",
                    key.kid(),
                    base64(key.publicKey().getModulus()),
                    base64(key.publicKey().getPublicExponent()));
        }

        private static String base64(BigInteger number) {
            byte[] bytes = number.toByteArray();
            // A leading zero byte only carries the sign, which RFC 7518 §6.3.1.1 leaves out.
            int start = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
            byte[] unsigned = java.util.Arrays.copyOfRange(bytes, start, bytes.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
        }
    }
}
