package cn.dengyun.programme.rest;

import cn.dengyun.programme.domain.ProviderCeiling;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much of a programme one provider may come to. */
@Schema(name = "ProviderCeiling", description = "How much of a programme one provider may come to")
public record ProviderCeilingView(
        @Schema(required = true, description = "The provider")
        UUID providerId,

        @Schema(required = true, nullable = true, description = "In fen; null: no limit", examples = "800000000")
        Long ceilingFen,

        @Schema(required = true, description = "What it has come to, in fen", examples = "120000000")
        long committedFen) {

    static ProviderCeilingView of(ProviderCeiling found) {
        return new ProviderCeilingView(
                found.providerId(), found.ceilingFen() < 0 ? null : found.ceilingFen(), found.committedFen());
    }
}
