package cn.dengyun.identity.organization;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The first person of an organisation that registers itself. The password is read and never written, so that no digest
 * of it is kept with an idempotency key.
 */
@Schema(
        name = "OwnerRequest",
        description = "The first person of the organisation, who may sign in at once and invite others")
public record NewOwner(
        @NotNull
        @Pattern(regexp = "^[a-z0-9][a-z0-9._-]{2,63}$")
        @Schema(required = true, description = "To sign in with; unique on the platform", examples = "wangfang")
        String username,

        @NotBlank @Size(max = 100) @Schema(required = true, description = "The name that others see", examples = "王芳")
        String displayName,

        @NotBlank
        @Email
        @Size(max = 254)
        @Schema(required = true, description = "For messages and lost passwords", examples = "wangfang@example.cn")
        String email,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        @NotBlank
        @Size(max = 200)
        @Schema(
                required = true,
                format = "password",
                description = "By the same rules as `newPassword` of `POST /sessions`",
                examples = "a long one of her own")
        String password) {

    /** Without the password, so that it never stands in a log. */
    @Override
    public String toString() {
        return "NewOwner[" + username + "]";
    }
}
