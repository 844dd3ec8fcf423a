package cn.dengyun.identity.client;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The keys that an API client signs with from now on. */
@Schema(name = "ClientKeys", description = "The public keys with which an API client proves who it is")
public record ClientKeysRequest(
        @NotNull
        @Schema(
                required = true,
                type = SchemaType.OBJECT,
                description =
                        "A JWK Set (RFC 7517 §5) of one to five public keys, RSA of at least 2048 bits or P-256, each"
                                + " with a `kid`",
                examples = EXAMPLE)
        Map<String, Object> jwks) {

    static final String EXAMPLE = """
            {"keys": [{"kty": "EC", "crv": "P-256", "kid": "2018-1", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", \
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";
}
