package cn.dengyun.voucher.status.rest;

import cn.dengyun.platform.web.Caching;
import cn.dengyun.voucher.status.CredentialKeys;
import cn.dengyun.voucher.status.domain.CredentialKey;
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
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys of credentials (RFC 8037), apart from those of access tokens: neither can pass for the other. */
@Path("/.well-known/voucher-keys.json")
@Tag(name = "Voucher status")
public class VoucherKeysResource {

    private static final int PUBLIC_KEY_BYTES = 32;

    private final CredentialKeys keys;

    VoucherKeysResource(CredentialKeys keys) {
        this.keys = keys;
    }

    /** A JWK Set. */
    @Schema(name = "VoucherKeySet", description = "The JWK Set of RFC 7517 §5")
    public record KeySet(
            @Schema(required = true, description = "Oldest first")
            List<Key> keys) {}

    /** One Ed25519 public key. */
    @Schema(name = "VoucherKey", description = "An Ed25519 public key (RFC 8037 §2)")
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
                    description = "Named by the `kid` header of the credentials signed with it",
                    examples = "a1B2c3D4")
            String kid,

            @Schema(
                    required = true,
                    description = "The 32 bytes of the key in Base64url",
                    examples = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            String x) {

        static Key of(CredentialKey key) {
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
            operationId = "getVoucherKeys",
            summary = "Public keys that credentials of vouchers are signed with",
            description = "A new key appears 25 hours before anything is signed with it, and stays for eight days after"
                    + " its successor took over: reading them once a day is enough.")
    public RestResponse<KeySet> keys() {
        List<Key> published = keys.published().stream().map(Key::of).toList();
        return RestResponse.ok(new KeySet(published));
    }
}
