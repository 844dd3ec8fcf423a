package cn.dengyun.provider;

import cn.dengyun.provider.domain.ProviderStanding;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organisation to be registered as a provider. */
@Schema(name = "ProviderRequest", description = "The provider to be registered")
public record NewProvider(
        @NotNull
        @Schema(
                required = true,
                description = "An organisation of kind PROVIDER",
                examples = "01900000-0000-7000-8000-000000000101")
        UUID organizationId,

        @NotEmpty
        @Size(max = 4)
        @Schema(required = true, description = "What it provides", examples = "[\"CLOUD_PLATFORM\"]")
        List<@NotNull ProviderKind> kinds,

        @NotBlank @Size(max = 200) @Schema(required = true, description = "The name in Chinese", examples = "皖云示范云平台")
        String nameZh,

        @Size(max = 300)
        @Schema(
                nullable = true,
                description = "The name in English, where there is one",
                examples = "Wanyun Demo Cloud")
        String nameEn,

        @Size(max = 40)
        @Schema(nullable = true, description = "The telephone number for customers", examples = "400-000-0001")
        String hotline,

        @Size(max = 500)
        @Pattern(regexp = "https?://\\S+")
        @Schema(nullable = true, description = "The address of the web site", examples = "https://cloud.example.cn")
        String homepage) {

    /** @param isFrozen whether its organisation is */
    Provider toProvider(UUID id, boolean isFrozen, Instant now) {
        return new Provider(
                id,
                organizationId,
                kinds.stream().distinct().sorted().toList(),
                nameZh,
                nameEn,
                hotline,
                homepage,
                new ProviderStanding(isFrozen, false, null, null, null, null),
                0,
                now,
                now);
    }
}
