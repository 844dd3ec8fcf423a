package cn.dengyun.settlement.claim;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is claimed, and what that rests on. */
@Schema(name = "SettlementClaimRequest", description = "What is claimed, and what that rests on")
public record NewClaim(
        @NotNull
        @Schema(
                required = true,
                description = "The capture, all that was not refunded of it",
                examples = "01900000-0000-7000-8000-000000000901")
        UUID redemptionId,

        @NotNull @Valid @Schema(required = true, description = "What it rests on")
        ClaimEvidenceForm evidence) {}
