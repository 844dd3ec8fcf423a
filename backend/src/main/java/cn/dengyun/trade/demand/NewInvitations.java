package cn.dengyun.trade.demand;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which providers an enterprise invites to quote. */
@Schema(name = "DemandInvitations", description = "Which providers are invited to quote")
record NewInvitations(
        @NotEmpty
        @Size(max = Demand.MAX_INVITED)
        @Schema(
                required = true,
                description = "The providers; those that are invited already stay so",
                examples = "[\"01900000-0000-7000-8000-000000000001\"]")
        List<@NotNull UUID> providerIds) {}
