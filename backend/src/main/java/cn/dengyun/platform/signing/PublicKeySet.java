package cn.dengyun.platform.signing;

import cn.dengyun.platform.signing.domain.Ed25519;
import cn.dengyun.platform.signing.domain.SignatureKey;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A JWK Set of the public halves of keys. */
@Schema(name = "PublicKeySet", description = "The JWK Set of RFC 7517 §5")
public record PublicKeySet(
        @Schema(required = true, description = "Oldest first")
        List<Key> keys) {

    /** One Ed25519 public key. */
    @Schema(name = "PublicKey", description = "An Ed25519 public key (RFC 8037 §2)")
    public record Key(
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
                    description = "Named by the `kid` header of what is signed with it",
                    examples = "a1B2c3D4")
            String kid,

            @Schema(
                    required = true,
                    description = "The 32 bytes of the key in Base64url",
                    examples = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            String x) {

        static Key of(SignatureKey key) {
            return new Key("OKP", "Ed25519", "sig", "EdDSA", key.kid(), Ed25519.x(key.publicKey()));
        }
    }

    /** In the same order. */
    public static PublicKeySet of(List<SignatureKey> keys) {
        return new PublicKeySet(keys.stream().map(Key::of).toList());
    }
}
