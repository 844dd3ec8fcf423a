package cn.dengyun.identity.client;

import cn.dengyun.identity.token.Scopes;
import cn.dengyun.shared.Defect;
import cn.dengyun.shared.Rejection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API client to be made. */
@Schema(name = "NewApiClient")
public record NewApiClient(
        @NotBlank
        @Size(max = 100)
        @Schema(required = true, description = "For people, to tell clients apart", examples = "目录推送")
        String name,

        @NotEmpty
        @Size(max = 10)
        @Schema(
                required = true,
                description =
                        "Any of `catalogue:read`, `catalogue:write`, `events:read`, `orders:write`, `usage:write`",
                examples = "[\"catalogue:read\", \"catalogue:write\"]")
        List<String> scopes) {

    /** Rejects with {@code invalid-request} and {@code scope-unknown} at each scope that does not exist. */
    void requireKnownScopes() {
        List<Defect> defects = IntStream.range(0, scopes.size())
                .filter(i -> scopes.get(i) == null || !Scopes.ALL.contains(scopes.get(i)))
                .mapToObj(i -> Defect.at(
                        "/scopes/" + i,
                        "scope-unknown",
                        String.valueOf(scopes.get(i)),
                        String.join(", ", new TreeSet<>(Scopes.ALL))))
                .toList();
        if (!defects.isEmpty()) {
            throw Rejection.invalid(defects);
        }
    }
}
