package cn.dengyun.identity.client;

import cn.dengyun.shared.ClientScope;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API client to be made. */
@Schema(name = "ClientRegistration", description = "The API client to be created")
public record NewApiClient(
        @NotBlank
        @Size(max = 100)
        @Schema(required = true, description = "For people, to tell clients apart", examples = "目录推送")
        String name,

        @NotEmpty
        @Size(max = 10)
        @Schema(
                required = true,
                description = "What it may do; the contract lists the scopes under `clientCredentials`",
                examples = "[\"catalogue:read\", \"catalogue:write\"]")
        List<String> scopes,

        @Schema(nullable = true, description = "When the client ends by itself; never when absent")
        Instant expiresAt,

        @Schema(
                nullable = true,
                type = SchemaType.OBJECT,
                description =
                        "A JWK Set (RFC 7517 §5) of one to five public keys, RSA of at least 2048 bits or P-256, each"
                                + " with a `kid`. With it the client gets no secret and signs assertions instead",
                examples = ClientKeysRequest.EXAMPLE)
        Map<String, Object> jwks) {

    /**
     * Rejects with {@code invalid-request} and {@code scope-unknown} at each scope that does not exist,
     * {@code moment-past} at an expiry that is over.
     */
    void requireGood(Instant now) {
        List<Defect> defects = new ArrayList<>(scopeDefects());
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            defects.add(Defect.at("/expiresAt", "moment-past"));
        }
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }

    private List<Defect> scopeDefects() {
        return IntStream.range(0, scopes.size())
                .filter(i -> scopes.get(i) == null || !ClientScope.texts().contains(scopes.get(i)))
                .mapToObj(i -> Defect.at(
                        "/scopes/" + i,
                        "scope-unknown",
                        String.valueOf(scopes.get(i)),
                        String.join(", ", new TreeSet<>(ClientScope.texts()))))
                .toList();
    }
}
