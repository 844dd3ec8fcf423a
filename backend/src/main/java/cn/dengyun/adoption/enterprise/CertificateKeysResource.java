package cn.dengyun.adoption.enterprise;

import cn.dengyun.platform.web.Caching;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys of certificates (RFC 8037), apart from those of vouchers and of access tokens. */
@Path("/.well-known/certificate-keys.json")
@Tag(name = "Adoption")
class CertificateKeysResource {

    private static final int PUBLIC_KEY_BYTES = 32;

    private final CertificateKeys keys;

    CertificateKeysResource(CertificateKeys keys) {
        this.keys = keys;
    }

    /** A JWK Set. */
    @Schema(name = "CertificateKeySet", description = "The JWK Set of RFC 7517 §5")
    record KeySet(
            @Schema(required = true, description = "Oldest first")
            List<Key> keys) {}

    /** One Ed25519 public key. */
    @Schema(name = "CertificateKey", description = "An Ed25519 public key (RFC 8037 §2)")
    record Key(
            @Schema(required = true, description = "The kind of key (RFC 7517 §4.1)", examples = "OKP")
            String kty,

            @Schema(required = true, description = "The curve (RFC 8037 §2)", examples = "Ed25519")
            String crv,

            @Schema(required = true, description = "What the key is for: signatures (RFC 7517 §4.2)", examples = "sig")
            String use,

            @Schema(
                    required = true,
                    description = "The algorithm of the signatures (RFC 8037 §3.1)",
                    examples = "EdDSA")
            String alg,

            @Schema(
                    required = true,
                    description = "Named by the `kid` header of the certificates signed with it",
                    examples = "a1B2c3D4")
            String kid,

            @Schema(
                    required = true,
                    description = "The 32 bytes of the key in Base64url",
                    examples = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            String x) {

        static Key of(CertificateKey key) {
            byte[] encoded = key.publicKey().getEncoded();
            byte[] bare = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY_BYTES, encoded.length);
            return new Key(
                    "OKP",
                    "Ed25519",
                    "sig",
                    "EdDSA",
                    key.kid(),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bare));
        }
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Caching("public, max-age=3600")
    @Operation(
            operationId = "getCertificateKeys",
            summary = "Public keys that certificates of enterprises are signed with",
            description = "A new key appears 25 hours before anything is signed with it, once a year, and stays for"
                    + " good: reading them once a day is enough.")
    public Uni<KeySet> keys() {
        return keys.published()
                .map(published -> new KeySet(published.stream().map(Key::of).toList()));
    }
}
