package cn.dengyun.provider.site;

import cn.dengyun.platform.web.Tagged;
import cn.dengyun.provider.Provider;
import cn.dengyun.shared.Actor;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A platform as its caller sees it. */
@Schema(name = "Platform", description = "A platform that a provider runs")
record ProviderPlatformView(
        @Schema(description = "Its id") UUID id,

        @Schema(description = "Grows with each change") int version,

        @Schema(description = "The provider that runs it") UUID providerId,

        @Schema(description = "The provider's name", examples = "皖云示范云平台")
        String providerName,

        @Schema(description = "GB/T 2260 code of where the provider is", examples = "340000")
        String regionCode,

        @JsonUnwrapped ProviderPlatformForm form,

        @Schema(description = "Whether it is run") ProviderPlatformStatus status,

        @Schema(description = "What the caller may do now", examples = "[\"EDIT\", \"CLOSE\"]")
        List<String> availableActions,

        @Schema(description = "When it was registered") Instant createdAt,

        @Schema(description = "When it was last changed") Instant updatedAt)
        implements Tagged {

    static ProviderPlatformView of(ProviderPlatform platform, Provider provider, Actor actor) {
        return new ProviderPlatformView(
                platform.id(),
                platform.version(),
                platform.providerId(),
                provider == null ? platform.nameZh() : provider.nameZh(),
                platform.regionCode(),
                platform.form(),
                platform.status(),
                platform.actions(actor),
                platform.createdAt(),
                platform.updatedAt());
    }
}
